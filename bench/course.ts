import pg from 'pg';
import { type Learner, submit } from './learners.js';
import type { Ground } from './product.js';

/** An attempt at the knowledge check that is answered and waits to be submitted. */
export interface OpenAttempt {
  learner: Learner;
  enrolment: string;
  attempt: string;
}

/** The one course of the measurement, as the database knows it. */
export interface MeasuredCourse {
  slug: string;
  lessons: string[];
  /** By learner's id. */
  enrolments: Map<string, string>;
}

/**
 * Enrols every learner: the first through the pages of the product, so that what is copied for the others is real.
 * So many learners besides have read every lesson and answered a knowledge check that only waits to be submitted.
 */
export async function enrol(
  ground: Ground,
  url: string,
  learners: readonly Learner[],
  ready: number,
): Promise<{ course: MeasuredCourse; attempts: OpenAttempt[] }> {
  const client = new pg.Client({ connectionString: ground.databaseUrl });
  await client.connect();
  try {
    const { rows: courses } = await client.query<{ slug: string }>('select slug from course limit 1');
    const slug = courses[0]?.slug ?? '';
    const [first, ...others] = learners;
    if (!first || slug === '') throw new Error('There is no course, or no learner, to measure with.');
    const enrolled = await submit(url, first, `/courses/${slug}`, `/courses/${slug}/enrolments`);
    const enrolment = enrolled.split('/')[2] ?? '';
    const lessons = await readAll(client, url, first, enrolment);
    await submit(url, first, `/learning/${enrolment}`, `/learning/${enrolment}/attempts`);
    await copyEnrolment(client, enrolment, others);
    const attempts = await copyAttempts(client, enrolment, others.slice(0, ready));
    const { rows } = await client.query<{ id: string; person: string }>(
      'select id, person_id as person from enrolment',
    );
    await client.query('vacuum analyze');
    return { course: { slug, lessons, enrolments: new Map(rows.map((row) => [row.person, row.id])) }, attempts };
  } finally {
    await client.end();
  }
}

async function readAll(client: pg.Client, url: string, learner: Learner, enrolment: string): Promise<string[]> {
  const { rows } = await client.query<{ slug: string }>(
    `select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 order by l.position`,
    [enrolment],
  );
  for (const { slug } of rows) {
    const lesson = `/learning/${enrolment}/lessons/${slug}`;
    await submit(url, learner, lesson, `${lesson}/completions`);
  }
  return rows.map((row) => row.slug);
}

async function copyEnrolment(client: pg.Client, model: string, learners: readonly Learner[]): Promise<void> {
  await client.query(
    `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at)
     select gen_random_uuid(), person, e.course_id, e.course_version_id, now() from enrolment e, unnest($2::uuid[]) as person where e.id = $1`,
    [model, learners.map((learner) => learner.id)],
  );
}

async function copyAttempts(client: pg.Client, model: string, learners: readonly Learner[]): Promise<OpenAttempt[]> {
  const ids = learners.map((learner) => learner.id);
  await client.query(
    `insert into lesson_completion (enrolment_id, lesson_id, completed_at, shown_on, profession, workplace_id, profile_revision_id, shown)
     select e.id, c.lesson_id, c.completed_at, c.shown_on, c.profession, null, c.profile_revision_id, c.shown
     from lesson_completion c, enrolment e where c.enrolment_id = $1 and e.person_id = any($2)`,
    [model, ids],
  );
  await client.query(
    `insert into attempt (id, enrolment_id, course_version_id, number, started_at, workplace_id, profile_revision_id, asked)
     select gen_random_uuid(), e.id, a.course_version_id, 1, now(), null, a.profile_revision_id, a.asked
     from attempt a, enrolment e where a.enrolment_id = $1 and e.person_id = any($2)`,
    [model, ids],
  );
  await client.query(
    `insert into attempt_answer (attempt_id, question_id, option_id, answered_at)
     select a.id, q->>'id', o->>'id', now() from attempt a join enrolment e on e.id = a.enrolment_id,
       jsonb_array_elements(a.asked) q, jsonb_array_elements(q->'options') o
     where e.person_id = any($1) and (o->>'correct')::boolean`,
    [ids],
  );
  const { rows } = await client.query<{ attempt: string; enrolment: string; person: string }>(
    `select a.id as attempt, e.id as enrolment, e.person_id as person from attempt a join enrolment e on e.id = a.enrolment_id
     where e.person_id = any($1)`,
    [ids],
  );
  const byId = new Map(learners.map((learner) => [learner.id, learner]));
  return rows.flatMap(({ attempt, enrolment, person }) => {
    const learner = byId.get(person);
    return learner ? [{ learner, enrolment, attempt }] : [];
  });
}

/** Numbers of the certificates that were issued, each with its holder. */
export async function certificates(
  ground: Ground,
  learners: readonly Learner[],
): Promise<{ number: string; learner: Learner }[]> {
  const client = new pg.Client({ connectionString: ground.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string; person: string }>(
      'select number, person_id as person from certificate order by id',
    );
    const byId = new Map(learners.map((learner) => [learner.id, learner]));
    return rows.flatMap(({ number, person }) => {
      const learner = byId.get(person);
      return learner ? [{ number, learner }] : [];
    });
  } finally {
    await client.end();
  }
}
