import { professions } from '../src/accounts/accounts.types.js';
import { Database } from '../src/platform/database/database.js';
import { RemindersService } from '../src/notifications/reminders.service.js';
import type { QueryCounter } from './queries.js';
import type { Timed } from './timed.js';

const LEARNERS = 500_000;
/** Of those, one in ten is told something in a night: most are not due, or were told before. */
const ONE_IN = 10;

/** Half a million people of every profession. */
export async function makeCrowd(counter: QueryCounter): Promise<void> {
  await counter.get(Database).query(
    `insert into person (id, email, name, profession, confirmed_at, created_at, search_key)
     select gen_random_uuid(), 'crowd' || n || '@measured.example', 'Crowd ' || n,
       ($2::text[])[1 + n % cardinality($2::text[])], now(), now(), ''
     from generate_series(1, $1::int) n`,
    [LEARNERS, professions],
  );
}

/** Enrols the crowd, each under way on the course; every tenth is due in a week. */
export async function enrolCrowd(counter: QueryCounter): Promise<void> {
  const database = counter.get(Database);
  await database.query(
    `insert into enrolment (id, person_id, course_id, course_version_id, enrolled_at, due_on)
     select gen_random_uuid(), p.id, v.course_id, v.id, now() - interval '20 days',
       case when p.n % $1 = 0 then current_date + 7 when p.n % 2 = 0 then current_date + 100 end
     from (select id, row_number() over () as n from person where email like 'crowd%') p,
       (select id, course_id from course_version order by published_at limit 1) v`,
    [ONE_IN],
  );
  // Half of them have read two lessons, as the run asks who was last at work when.
  await database.query(
    `insert into lesson_completion (enrolment_id, lesson_id, completed_at, shown_on, profession, shown)
     select e.id, l.id, now() - interval '10 days', current_date - 10, 'nurse', '{}' from enrolment e
     join person p on p.id = e.person_id and p.email like 'crowd%' and right(p.email, 18) < '5@measured.example'
     cross join lateral (select id from course_lesson where version_id = e.course_version_id order by position limit 2) l`,
  );
  await database.query('vacuum analyze person, enrolment, lesson_completion');
}

/** The nightly run over all of them; `told` is how many are to be told. */
export async function nightlyRun(counter: QueryCounter, told: number): Promise<Timed> {
  const reminders = counter.get(RemindersService);
  const began = performance.now();
  const queries = await counter.countOf(async () => {
    const count = await reminders.remindAll();
    if (count !== told) throw new Error(`The run told ${String(count)} people instead of ${String(told)}.`);
  });
  const ms = performance.now() - began;
  return {
    measured: { reqPerSec: Math.round(10_000 / ms) / 10, p50: Math.round(ms), p99: Math.round(ms), bytes: 0 },
    queries,
  };
}

/** Those who are told in the first run. */
export const TOLD = LEARNERS / ONE_IN;
