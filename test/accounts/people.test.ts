import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdministratorsService } from '../../src/accounts/administrators.service.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ADMIN = 'admin@beforehand.example';
const LEARNER = 'learner@beforehand.example';

describe('people and what they may do', () => {
  let app: TestApp;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    admin = app.browser();
    await admin.signIn(ADMIN, SAMPLE_PASSWORD);
  });

  afterAll(() => app.close());

  const idOf = async (email: string) =>
    (await app.db.query<{ id: string }>('select id from person where email = $1', [email]))[0]?.id ?? '';
  const signedIn = async (email: string) => {
    const browser = app.browser();
    await browser.signIn(email, SAMPLE_PASSWORD);
    return browser;
  };
  const insert = async (email: string, name = 'Somebody') => {
    const id = newId();
    await app.db.query(
      `insert into person (id, email, name, profession, created_at, search_key, confirmed_at)
       values ($1, $2, $3, 'nurse', now(), lower($3 || ' ' || $2), now())`,
      [id, email, name],
    );
    return id;
  };

  it('shows people and audit to administrators alone', async () => {
    const learner = await signedIn(LEARNER);
    const trainer = await signedIn('trainer@beforehand.example');
    const id = await idOf(LEARNER);
    for (const address of ['/people', `/people/${id}`, '/audit']) {
      await admin.get(address).expect(200);
      await learner.get(address).expect(403);
      await trainer.get(address).expect(403);
      expect((await app.browser().get(address)).status).toBe(303);
    }
    for (const address of [`/people/${id}/roles`, `/people/${id}/deactivation`, `/people/${id}/reactivation`])
      expect((await learner.submit(address, { roles: 'admin' }, '/account')).status).toBe(403);
  });

  it('gives and takes a role, at once and with a line in the audit each', async () => {
    const learner = await signedIn(LEARNER);
    const id = await idOf(LEARNER);
    const [one, two] = await Promise.all([
      admin.submit(`/people/${id}/roles`, { roles: ['trainer', 'admin'] }, `/people/${id}`),
      admin.submit(`/people/${id}/roles`, { roles: ['trainer', 'admin'] }, `/people/${id}`),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    await learner.get('/people').expect(200);
    await admin.submit(`/people/${id}/roles`, { roles: 'trainer' }, `/people/${id}`);
    await learner.get('/people').expect(403);
    await admin.submit(`/people/${id}/roles`, {}, `/people/${id}`);
    const lines = await app.db.query<{ action: string; role: string; actor: string }>(
      `select action, details ->> 'role' as role, actor_id as actor from audit_entry where subject_id = $1 order by id`,
      [id],
    );
    const actor = await idOf(ADMIN);
    expect(lines).toEqual([
      { action: 'roles.given', role: 'trainer', actor },
      { action: 'roles.given', role: 'admin', actor },
      { action: 'roles.taken', role: 'admin', actor },
      { action: 'roles.taken', role: 'trainer', actor },
    ]);
    const refused = await admin.submit(`/people/${id}/roles`, { roles: 'owner' }, `/people/${id}`);
    expect(refused.status).toBe(422);
    const audit = await admin.get(`/audit?person=${id}`).expect(200);
    expect(audit.text).toContain('Alex Reed (sample)');
    expect(audit.text).toContain('Roles: taken');
  });

  it('never leaves itself without an administrator, even when two act on each other at once', async () => {
    const own = await idOf(ADMIN);
    for (const [address, fields] of [
      [`/people/${own}/roles`, { roles: 'trainer' }],
      [`/people/${own}/deactivation`, {}],
    ] as const) {
      const refused = await admin.submit(address, fields, `/people/${own}`);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('Ask another administrator');
    }
    const other = await idOf('trainer@beforehand.example');
    await admin.submit(`/people/${other}/roles`, { roles: ['admin', 'trainer'] }, `/people/${other}`);
    const second = await signedIn('trainer@beforehand.example');
    const tokens = [await admin.token(`/people/${other}`), await second.token(`/people/${own}`)];
    const [one, two] = await Promise.all([
      admin.post(`/people/${other}/roles`, { roles: 'trainer', _csrf: tokens[0] ?? '' }),
      second.post(`/people/${own}/roles`, { roles: 'trainer', _csrf: tokens[1] ?? '' }),
    ]);
    // One goes through; the other finds that it is no administrator any more, or that it would take the last.
    expect([one.status, two.status].filter((status) => status === 303)).toHaveLength(1);
    const [row] = await app.db.query<{ count: number }>(
      `select count(*) as count from person_role where role = 'admin'`,
    );
    expect(row?.count).toBe(1);
    await app.db.query('insert into person_role values ($1, $2, now()) on conflict do nothing', [own, 'admin']);
    await app.db.query(`delete from person_role where person_id = $1 and role = 'admin'`, [other]);
  });

  it('signs a deactivated person out everywhere, and lets them in again when reactivated', async () => {
    const trainer = await signedIn('trainer@beforehand.example');
    const id = await idOf('trainer@beforehand.example');
    expect((await admin.submit(`/people/${id}/deactivation`, {}, `/people/${id}`)).status).toBe(303);
    expect((await trainer.get('/account')).status).toBe(303);
    await expect(signedIn('trainer@beforehand.example')).rejects.toThrow('422');
    expect((await admin.get(`/people/${id}`)).text).toContain('Deactivated');
    await admin.submit(`/people/${id}/reactivation`, {}, `/people/${id}`);
    await signedIn('trainer@beforehand.example');
  });

  it('finds people by parts of name and address, one page at a time, with the same number of questions', async () => {
    for (let i = 0; i < 30; i += 1) await insert(`many${String(i)}@example.org`, `Búrca ${String(i)} 100%`);
    const count = (html: string) => [...html.matchAll(/<a href="\/people\/[0-9a-f-]{36}">/g)].length;
    const first = (await admin.get(`/people?text=${encodeURIComponent('BÚRCA')}`).expect(200)).text;
    expect(count(first)).toBe(25);
    const next = /href="(\/people\?[^"]*before[^"]*)"/
      .exec(first)?.[1]
      ?.replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    const second = (await admin.get(next ?? '').expect(200)).text;
    expect(count(second)).toBe(5);
    expect(count((await admin.get('/people?text=0%25+many7@').expect(200)).text)).toBe(1);
    expect((await admin.get('/people?text=nobodyatall&before=junk').expect(200)).text).toContain('Nobody found');
    await admin.get('/people/junk').expect(404);
    await admin.get(`/people/${newId()}`).expect(404);

    const { db } = app;
    const query = db.query.bind(db);
    const askedFor = async (address: string) => {
      let asked = 0;
      db.query = (sql, params) => {
        asked += 1;
        return query(sql, params);
      };
      await admin.get(address).expect(200);
      db.query = query;
      return asked;
    };
    expect(await askedFor('/people')).toBe(await askedFor('/people?text=many7'));
    expect(await askedFor('/people')).toBeLessThanOrEqual(2);
    expect(await askedFor('/audit')).toBeLessThanOrEqual(3);
  });

  it('pages through the audit and filters it by kind of change', async () => {
    for (let i = 0; i < 60; i += 1)
      await app.db.query(
        `insert into audit_entry (id, at, actor_kind, action, subject_kind, subject_id, details)
         values ($1, now(), 'operator', 'trials.made', 'trial', $2, '{"count": 3}')`,
        [newId(), String(i)],
      );
    const first = (await admin.get('/audit?action=trials.made').expect(200)).text;
    expect([...first.matchAll(/trial \d+/g)]).toHaveLength(50);
    expect(first).toContain('Operator (command line)');
    expect(first).toContain('<option value="trials.made" selected>Trials: made</option>');
    const next = /href="(\/audit\?[^"]*before[^"]*)"/
      .exec(first)?.[1]
      ?.replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    const second = (await admin.get(next ?? '').expect(200)).text;
    expect([...second.matchAll(/trial \d+/g)]).toHaveLength(10);
    await admin.get("/audit?action=' or 1=1&before=x&person=y").expect(200);
  });
});

describe('the first administrator', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.close());

  const create = (email: string, name = 'Ada First') =>
    app.get<AdministratorsService>(AdministratorsService).create({ email, name });

  it('is made by the operator, and chooses the password by a link that works once', async () => {
    const made = await create('Ada@Example.org');
    if (!made.ok || made.link === null) throw new Error('no link');
    expect(made.isNew).toBe(true);
    const path = new URL(made.link).pathname;
    const browser = app.browser();
    expect((await browser.submit(path, { password: 'plum tram kettle' })).status).toBe(303);
    await browser.signIn('ada@example.org', 'plum tram kettle');
    await browser.get('/people').expect(200);
    await app.browser().get(path).expect(404);
    expect(await create('ada@example.org')).toEqual({ ok: true, isNew: false, link: null });
  });

  it('gets no account whose password a stranger chose', async () => {
    const browser = app.browser();
    const fields = {
      workplace: 'elsewhere',
      kind: 'other',
      nation: 'england',
      name: 'Stranger',
      email: 'boss@example.org',
      password: 'a strangers own words',
      profession: 'other',
    };
    expect((await browser.submit('/register', fields, '/register?workplace=elsewhere')).status).toBe(303);
    const made = await create('boss@example.org');
    expect(made).toMatchObject({ ok: true, isNew: false, link: expect.stringContaining('/reset-password/with/') });
    const signIn = await browser.submit('/sign-in', { email: 'boss@example.org', password: 'a strangers own words' });
    expect(signIn.status).toBe(422);
  });

  it('says what is wrong with address and name', async () => {
    expect(await create('nobody', '')).toEqual({
      ok: false,
      problems: [expect.stringContaining('name@example.nhs.uk'), 'Enter your full name'],
    });
  });
});
