import type { Database } from '../../src/platform/database/database.js';

/** Learners who took a version as a test wants them, written at once: statistics are of many. */
export class ManyLearners {
  constructor(
    private readonly db: Database,
    private readonly versionId: string,
  ) {}

  static async of(db: Database, slug: string): Promise<ManyLearners> {
    const [row] = await db.query<{ id: string }>(
      `select v.id from course_version v join course c on c.id = v.course_id where c.slug = $1 order by v.number desc limit 1`,
      [slug],
    );
    return new ManyLearners(db, row?.id ?? '');
  }

  /** So many who work at the organisation, and enrolled on the day. Answers the enrolments. */
  async enrol(count: number, code: string, on: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `with people as (insert into person (id, email, name, profession, confirmed_at, created_at, search_key)
           select gen_random_uuid(), gen_random_uuid() || '@ward.example', 'One of many', 'nurse', now(), now(), '' from generate_series(1, $1) returning id),
         places as (insert into workplace (id, person_id, organisation_id, kind, nation, started_at, is_current)
           select gen_random_uuid(), p.id, o.id, 'organisation', o.nation, now(), true from people p, organisation o where o.code = $2)
       insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at)
       select gen_random_uuid(), p.id, v.course_id, v.id, $4 from people p, course_version v where v.id = $3 returning id`,
      [count, code, this.versionId, on],
    );
    return rows.map(({ id }) => id);
  }

  /** They read the lesson at this place, and it stood open for so many minutes. */
  async read(enrolments: readonly string[], position: number, minutes: number, at: string, shown: object[] = []) {
    await this.db.query(
      `insert into lesson_completion (enrolment_id, lesson_id, completed_at, opened_at, shown_on, profession, workplace_id, shown)
       select e.id, l.id, $3::timestamptz, $3::timestamptz - make_interval(mins => $4), $3::date, 'nurse', w.id, $5
       from enrolment e join workplace w on w.person_id = e.person_id join course_lesson l on l.version_id = e.course_version_id and l.position = $2
       where e.id = any($1)`,
      [enrolments, position, at, minutes, JSON.stringify(shown)],
    );
  }

  /** Their first attempt: the questions with these keys rightly, or else with the first wrong option. */
  async attempt(enrolments: readonly string[], keys: readonly string[], isRight: boolean) {
    const attempts = await this.db.query<{ id: string }>(
      `insert into attempt (id, enrolment_id, course_version_id, number, started_at, workplace_id, asked)
       select gen_random_uuid(), e.id, e.course_version_id, 1, now(), w.id, '[]'
       from enrolment e join workplace w on w.person_id = e.person_id where e.id = any($1) returning id`,
      [enrolments],
    );
    const ids = attempts.map(({ id }) => id);
    await this.db.query(
      `insert into attempt_answer (attempt_id, question_id, option_id, answered_at)
       select a.id, q.id, (select o.option->>'id' from jsonb_array_elements(q.content->'options') with ordinality as o(option, n)
           where (o.option->>'correct')::boolean = $3 order by o.n limit 1), now()
       from attempt a join course_question q on q.version_id = a.course_version_id where a.id = any($1) and q.key = any($2)`,
      [ids, keys, isRight],
    );
    await this.db.query(
      `update attempt set submitted_at = now(), core_right = $2, core_of = $3, local_right = 0, local_of = 0, passed = false where id = any($1)`,
      [ids, isRight ? keys.length : 0, keys.length],
    );
  }
}
