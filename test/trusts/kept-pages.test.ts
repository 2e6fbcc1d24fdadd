import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

interface Plan {
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Tables whose rows decide who looks, not what is shown. */
const OF_THE_VISITOR = ['session', 'person', 'person_role', 'landscape_edition', 'workplace', 'rate_limit'];

describe('pages that are kept', () => {
  let app: TestApp;
  let visitor: TestBrowser;
  let staff: TestBrowser;
  const pages = [
    '/trusts/ZZ1',
    '/trusts/RXE',
    '/areas/england',
    '/areas/Y63',
    '/areas/england/questions/policy_exists',
  ];

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    visitor = app.browser();
    staff = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await staff.get('/sign-in')).text)?.[1] ?? '';
    await staff.signIn('admin@beforehand.example', password);
  });
  afterAll(() => app.close());

  const text = async (path: string, browser = visitor) => (await browser.get(path).expect(200)).text;

  it('are made from tables of which every change is counted', async () => {
    const statements = await app.statementsOf(async () => {
      for (const path of pages) await text(path, staff);
    });
    const read = new Set<string>();
    for (const statement of new Set(statements.filter((sql) => /^\s*(with|select)/i.test(sql)))) {
      const [row] = await app.db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (generic_plan, format json) ${statement}`,
      );
      for (const table of tablesOf(row?.['QUERY PLAN'][0].Plan)) read.add(table);
    }
    const counted = await app.db.query<{ table: string }>(
      `select tgrelid::regclass::text as table from pg_trigger where tgname like '%_changes_landscape'`,
    );
    expect(read).toContain('policy_fact');
    expect([...read].filter((table) => !OF_THE_VISITOR.includes(table)).sort()).toEqual(
      counted
        .map(({ table }) => table)
        .filter((table) => read.has(table))
        .sort(),
    );
  });

  it('cost one statement as long as nothing changes', async () => {
    for (const path of pages) {
      await text(path);
      const statements = await app.statementsOf(() => text(path));
      expect(statements.filter((sql) => !/session|rate_limit/.test(sql))).toEqual([
        'select number from landscape_edition',
      ]);
    }
  });

  it('are made again after any change, however it was made', async () => {
    const before = await text('/trusts/RXE');
    const row = 'update organisation set name = name || $1 where ods_code = $2';
    await app.db.query(row, [' Renamed', 'RXE']);
    expect(await text('/trusts/RXE')).toContain(' Renamed');
    await app.db.query(`update organisation set name = replace(name, ' Renamed', '') where ods_code = 'RXE'`);
    expect(await text('/trusts/RXE')).toBe(before);
  });

  it('never show what was not committed, and show it once it is', async () => {
    let during = '';
    await app.db.transaction(async () => {
      await app.db.query(`update organisation set town = 'Nowhere' where ods_code = 'RXE'`);
      during = await text('/trusts/RXE');
    });
    expect(during).not.toContain('Nowhere');
    expect(await text('/trusts/RXE')).toContain('Nowhere');
  });

  it('count a transaction once, however much it changes', async () => {
    const edition = async () =>
      Number((await app.db.query<{ number: string }>('select number from landscape_edition'))[0]?.number);
    const before = await edition();
    await app.db.transaction(async () => {
      await app.db.query('update organisation set town = town');
      await app.db.query(`update policy_question set wording = wording`);
    });
    expect(await edition()).toBe(before + 1);
  });

  it('differ by what somebody may do', async () => {
    expect(await text('/areas/england', staff)).toContain('staff alone)');
    expect(await text('/areas/england')).not.toContain('staff alone)');
    expect(await text('/areas/england', staff)).toContain('staff alone)');
  });

  it('are made for their day', async () => {
    const dated = await text('/areas/england');
    app.clock.set('2031-01-01T10:00:00Z');
    expect(await text('/areas/england')).not.toBe(dated);
  });

  it('send a moved address on, and a wrong one away', async () => {
    for (let times = 0; times < 2; times += 1) {
      await visitor.get('/trusts/rxe').expect(301).expect('Location', '/trusts/RXE');
      await visitor.get('/trusts/nowhere').expect(404);
      await visitor.get('/areas/nowhere').expect(404);
    }
  });
});

function tablesOf(plan: Plan | undefined): string[] {
  if (!plan) return [];
  return [plan['Relation Name'] ?? [], plan.Plans?.flatMap((each) => tablesOf(each)) ?? []].flat();
}
