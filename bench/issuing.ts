import { CertificateListsService } from '../src/certificates/certificate-lists.service.js';
import { Database } from '../src/platform/database/database.js';
import type { QueryCounter } from './queries.js';
import type { Timed } from './timed.js';

/** Those who took part in a session, each to have a certificate and a mail. */
const PEOPLE = 10_000;

/** Issues 10,000 certificates for a list, in the counting process, as its job does; reckoned a certificate. */
export async function issueMany(counter: QueryCounter): Promise<Timed & { seconds: number }> {
  const database = counter.get(Database);
  await database.query(
    `insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
     select gen_random_uuid(), 'session' || n || '@example.org', 'Session Person ' || n, 'nurse', now(), 'session person ' || n, now()
       from generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  const lists = counter.get(CertificateListsService);
  const lines = Array.from({ length: PEOPLE }, (_, index) => `session${String(index + 1)}@example.org,present`);
  const [course] = await database.query<{ slug: string }>('select slug from course limit 1');
  const compared = await lists.compare(Buffer.from(['email,attendance', ...lines].join('\n')), course?.slug ?? '');
  const id = await lists.keep(compared, 'measured.csv');
  await lists.apply(id, { mailed: true });
  const began = performance.now();
  const queries = await counter.countOf(() => lists.issueNow(id));
  const seconds = (performance.now() - began) / 1000;
  const [made] = await database.query<{ certificates: number; mails: number }>(
    `select (select count(*)::int from certificate_list_row where list_id = $1 and certificate_id is not null) as certificates,
            (select count(*)::int from mail_message where to_address like 'session%@example.org') as mails`,
    [id],
  );
  if (made?.certificates !== PEOPLE || made.mails !== PEOPLE)
    throw new Error(`${JSON.stringify(made)} were made, expected ${String(PEOPLE)} of each.`);
  const each = Math.round((seconds * 10_000) / PEOPLE) / 10;
  const measured = { reqPerSec: Math.round(PEOPLE / seconds), p50: each, p99: each, bytes: 0 };
  return { measured, queries, seconds: Math.round(seconds * 10) / 10 };
}
