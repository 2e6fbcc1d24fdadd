import pg from 'pg';
import type { Learner } from './learners.js';
import type { Ground } from './product.js';

/** Learners with a portfolio: enough that their pages are not all in memory. */
export const PORTFOLIOS = 200;
const ENTRIES = 400;

/** Gives the learners 400 entries each, spread over the last five years. */
export async function fillPortfolios(ground: Ground, learners: readonly Learner[]): Promise<void> {
  const client = new pg.Client({ connectionString: ground.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `insert into portfolio_activity (id, person_id, title, kind, provider, started_on, ended_on, hours, participatory,
         themes, relevance, benefit, added_at, changed_at)
       select gen_random_uuid(), person_id, 'Session ' || n, case when n % 3 = 0 then 'reading' else 'session' end,
         'Provider ' || n % 20, current_date - n * 4, current_date - n * 4, 1, case when n % 3 = 0 then 0 else 1 end,
         '{prioritise}', 'How it links to practice, in a sentence or two as people write it.', '', now(), now()
       from unnest($1::uuid[]) as person_id cross join generate_series(1, $2) n`,
      [learners.map(({ id }) => id), ENTRIES],
    );
    await client.query('vacuum analyze portfolio_activity');
  } finally {
    await client.end();
  }
}
