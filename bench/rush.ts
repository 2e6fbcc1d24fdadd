import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EnrolmentImportService } from '../src/learning/enrolment-import.service.js';
import { readStaffFile } from '../src/learning/importing/staff-file.js';
import { Database } from '../src/platform/database/database.js';
import { type Learner, makeLearners, prepareForm, submit, visit } from './learners.js';
import { type Measured, measureOnce, type Request } from './load.js';
import type { Ground } from './product.js';
import type { QueryCounter } from './queries.js';
import { type Timed, timed } from './timed.js';

/** Learners who press “Start the knowledge check” in the same minute. */
const STARTERS = 3_000;
/** How many of them wait for an answer at the same time. */
const AT_ONCE = 100;
const COURSES = 300;
const ROWS = 10_000;

/** Learners of their own, each with every lesson read and the form in hand that starts the knowledge check. */
export class Rush {
  private constructor(
    private readonly counter: QueryCounter,
    private readonly url: string,
    private readonly requests: readonly Request[],
    /** One more than the rush has, to count statements with. */
    readonly last: Request,
  ) {}

  static async gather(ground: Ground, counter: QueryCounter, url: string, after: number): Promise<Rush> {
    const learners = await makeLearners(ground, STARTERS + 2, after);
    await visit(url, learners);
    const database = counter.get(Database);
    const [course] = await database.query<{ slug: string }>('select slug from course order by slug limit 1');
    const [model, ...others] = learners;
    if (!model || !course) throw new Error('There is nobody, or no course, to measure with.');
    const address = `/courses/${course.slug}`;
    const enrolment = (await submit(url, model, address, `${address}/enrolments`)).split('/')[2] ?? '';
    await database.query(
      `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at)
       select gen_random_uuid(), person, e.course_id, e.course_version_id, now() from enrolment e, unnest($2::uuid[]) as person where e.id = $1`,
      [enrolment, others.map(({ id }) => id)],
    );
    await database.query('vacuum analyze enrolment');
    const rows = await database.query<{ id: string; person: string }>(
      'select id, person_id as person from enrolment where person_id = any($1)',
      [others.map(({ id }) => id)],
    );
    const byPerson = new Map(rows.map(({ id, person }) => [person, id]));
    const requests: Request[] = [];
    for (const learner of others) requests.push(await startForm(url, learner, byPerson.get(learner.id) ?? ''));
    const last = requests.pop();
    if (!last) throw new Error('Nobody starts.');
    return new Rush(counter, url, requests, last);
  }

  /** Everybody at once, as fast as the product takes them. Throws when one is refused, or an attempt is missing. */
  async start(): Promise<{ measured: Measured; seconds: number }> {
    const before = await this.attempts();
    const began = performance.now();
    const measured = await measureOnce(this.url, this.requests, 303, AT_ONCE);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const made = (await this.attempts()) - before;
    if (made !== STARTERS) throw new Error(`${String(made)} attempts were begun, expected ${String(STARTERS)}.`);
    return { measured, seconds };
  }

  private async attempts(): Promise<number> {
    const [row] = await this.counter
      .get(Database)
      .query<{ count: number }>('select count(*)::int as count from attempt where jsonb_array_length(asked) > 0');
    return row?.count ?? 0;
  }
}

function startForm(url: string, learner: Learner, enrolment: string): Promise<Request> {
  const page = `/learning/${enrolment}`;
  return prepareForm(url, learner, page, `${page}/attempts`);
}

/** Copies the course until the catalogue has some hundred, each with a title of its own. */
export async function fillCatalogue(counter: QueryCounter): Promise<void> {
  const database = counter.get(Database);
  await database.query(
    `with model as (select v.* from course_version v order by published_at limit 1),
     made as (insert into course (id, slug) select gen_random_uuid(), 'measured-copy-' || n from generate_series(1, $1::int) n returning id, slug),
     versions as (
       insert into course_version (id, course_id, number, content, sha256, published_at)
       select gen_random_uuid(), made.id, 1,
         jsonb_set(m.content, '{title}', to_jsonb('Copy ' || right(made.slug, 3) || ' of ' || (m.content->>'title'))),
         made.slug, m.published_at from made, model m returning id)
     insert into course_lesson (id, version_id, slug, position, content)
     select gen_random_uuid(), versions.id, l.slug, l.position, l.content from versions, course_lesson l, model m where l.version_id = m.id`,
    [COURSES - 1],
  );
  await database.query('select index_course(id) from course');
  await database.query('vacuum analyze course, course_version, course_lesson, course_search');
}

/** A list of staff: half of them have an account, half are invited; compared with who is enrolled, or applied as well. */
export async function enrolFromFile(counter: QueryCounter, apply: boolean): Promise<Timed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'beforehand-bench-'));
  try {
    const database = counter.get(Database);
    const [course] = await database.query<{ slug: string }>('select slug from course order by slug limit 1');
    await database.query(
      `insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
       select gen_random_uuid(), 'staff' || n || '@measured.example', 'Staff ' || n, 'nurse', now(), 'staff ' || n, now()
         from generate_series(2, $1::int, 2) n on conflict do nothing`,
      [ROWS],
    );
    const lines = Array.from({ length: ROWS }, (_none, index) => {
      const number = String(index + 1);
      return `staff${number}@measured.example,Staff ${number},,nurse`;
    });
    const text = ['email,name,ods_code,profession', ...lines].join('\n');
    const imports = counter.get(EnrolmentImportService);
    const slug = course?.slug ?? '';
    if (!apply)
      return await timed(counter, 1, async () => {
        const bytes = Buffer.from(text);
        await imports.keep(slug, { name: 'staff.csv', bytes }, await readStaffFile(bytes), {
          dueOn: null,
          givenBy: null,
        });
      });
    const file = path.join(folder, 'staff.csv');
    await writeFile(file, text);
    return await timed(counter, 1, async () => {
      const { report } = await imports.import(file, { course: slug, apply: true, dueOn: null, givenBy: null });
      if (report.new !== ROWS / 2 || report.invited !== ROWS / 2)
        throw new Error(`The list enrolled ${String(report.new)} and invited ${String(report.invited)}.`);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
