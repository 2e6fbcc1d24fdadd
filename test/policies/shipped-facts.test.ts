import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What the shipped file is known to hold: data/policies/README.md tells where it is from. */
describe('the facts that ship', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  const count = async (sql: string) => (await app.db.query<{ n: number }>(`select count(*)::int as n ${sql}`))[0]?.n;

  it('are all loaded: documents and answers of 91 real organisations', async () => {
    const real = 'join organisation o on o.id = organisation_id and not o.fictional where superseded_at is null';
    const [row] = await app.db.query<{ organisations: number }>(
      `select count(distinct organisation_id)::int as organisations from
         (select organisation_id from policy_fact union select organisation_id from policy_document) known
       join organisation o on o.id = organisation_id and not o.fictional`,
    );
    expect(row?.organisations).toBe(91);
    expect(await count(`from policy_document ${real}`)).toBe(146);
    const attributes = await count(
      `from policy_document join organisation o on o.id = organisation_id and not o.fictional, jsonb_each(attributes) a
       where superseded_at is null and jsonb_typeof(a.value) <> 'null'`,
    );
    const answers = await count(`from policy_fact ${real}`);
    // Of the 498 rows one says only that a ratification date is to be confirmed, which is no date.
    expect((attributes ?? 0) + (answers ?? 0)).toBe(497);
  });

  it('are verified unless their source could not be read a second time, and never say absent', async () => {
    const unread = `from policy_fact f join organisation o on o.id = organisation_id and not o.fictional
      where not exists (select from policy_verification v where v.fact_id = f.id)`;
    expect(await count(unread)).toBe(5);
    expect(await count(`from policy_fact f join organisation o on o.id = organisation_id where state = 'absent'`)).toBe(
      0,
    );
  });

  it('give every organisation exactly one first revision', async () => {
    const [row] = await app.db.query<{ organisations: number; profiles: number }>(
      `select (select count(*)::int from organisation) as organisations,
         (select count(*)::int from policy_profile where number >= 1 and revision_id is not null) as profiles`,
    );
    expect(row?.profiles).toBe(row?.organisations);
  });

  it('name no person and hold no address of one', async () => {
    const mailboxes = await app.db.query<{ text: string }>(
      `select coalesce(value::text, '') || coalesce(paraphrase, '') || coalesce(note, '') as text from policy_fact
       where concat(value, paraphrase, note) ~ '[a-z]+\\.[a-z]+@'`,
    );
    expect(mailboxes.filter(({ text }) => !text.includes('mca.mha@'))).toEqual([]);
  });
});
