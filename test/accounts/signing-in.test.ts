import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const LEARNER = 'learner@beforehand.example';

describe('signing in and out', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });

  afterAll(() => app.close());

  const sessionIn = (answer: { headers: Record<string, unknown> }) =>
    /beforehand=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1];
  const sessions = async (email: string) =>
    app.db.query<{ sid: string }>(
      `select s.sid from session s join person p on p.id::text = s.sess -> 'passport' ->> 'user' where p.email = $1`,
      [email],
    );

  it('lets the sample accounts in with the password that the page shows', async () => {
    const page = await app.browser().get('/sign-in').expect(200);
    const shown = /<code>([^<]+)<\/code>/.exec(page.text)?.[1] ?? '';
    for (const who of ['learner', 'trainer', 'admin']) {
      expect(page.text).toContain(`${who}@beforehand.example`);
      const browser = app.browser();
      await browser.signIn(`${who}@beforehand.example`, shown);
      await browser.get('/account').expect(200);
    }
  });

  it('takes the address in any letters, and gives a session that was not there before', async () => {
    const browser = app.browser();
    const first = await browser.submit('/sign-in', {
      email: ' LEARNER@Beforehand.Example ',
      password: SAMPLE_PASSWORD,
    });
    const second = await browser.submit('/sign-in', { email: LEARNER, password: SAMPLE_PASSWORD }, '/account/password');
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(sessionIn(first)).toBeTruthy();
    expect(sessionIn(second)).toBeTruthy();
    expect(sessionIn(second)).not.toBe(sessionIn(first));
  });

  it('says one and the same of a wrong password, an unknown and an unconfirmed address, in about the same time', async () => {
    await app.db.query(
      `insert into person (id, email, password_hash, name, profession, created_at, search_key)
       select gen_random_uuid(), 'open@example.org', password_hash, 'Open', 'nurse', now(), 'open' from person where email = $1`,
      [LEARNER],
    );
    const message = async (email: string, password: string) => {
      const answer = await app.browser().submit('/sign-in', { email, password });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`value="${email}"`);
      expect(answer.text).not.toContain(password);
      return /nhsuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(answer.text)?.[1];
    };
    const wrong = await message(LEARNER, 'not the password');
    expect(wrong).toContain('or the address has not been confirmed yet');
    expect(await message('nobody@example.org', 'not the password')).toBe(wrong);
    expect(await message('open@example.org', 'a third guess of it')).toBe(wrong);
    // The right password of an unconfirmed account opens nothing and is told nothing else.
    const answer = await app.browser().submit('/sign-in', { email: 'open@example.org', password: SAMPLE_PASSWORD });
    expect([answer.status, answer.text.includes('or the address has not been confirmed yet')]).toEqual([422, true]);

    const time = async (email: string) => {
      const started = performance.now();
      await message(email, 'still not the password');
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      known.push(await time(LEARNER));
      unknown.push(await time('noone@example.org'));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[2] ?? 0;
    // A look-up without a hash would take a tenth.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
  });

  it('lets nobody try for ever, on known and unknown addresses alike, and says when to come back', async () => {
    for (const email of ['trainer@beforehand.example', 'stranger@example.org']) {
      const statuses: number[] = [];
      for (let i = 0; i < 11; i += 1)
        statuses.push((await app.browser().submit('/sign-in', { email, password: 'wrong again and again' })).status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
    }
    const right = await app
      .browser()
      .submit('/sign-in', { email: 'trainer@beforehand.example', password: SAMPLE_PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    const counters = await app.db.query<{ key: string }>('select key from rate_limit');
    expect(counters.some(({ key }) => key.includes('@'))).toBe(false);
  });

  it('goes on to the page that was asked for, and to no other site', async () => {
    const asked = await app.browser().get('/account/password');
    expect([asked.status, asked.headers['location']]).toEqual([303, '/sign-in?next=%2Faccount%2Fpassword']);
    for (const [next, location] of [
      ['/account/password', '/account/password'],
      ['//evil.example', '/'],
      ['https://evil.example', '/'],
      ['/\\evil.example', '/'],
    ] as const) {
      const browser = app.browser();
      const page = `/sign-in?next=${encodeURIComponent(next)}`;
      if (location === '/') expect((await browser.get(page)).text).not.toContain('evil');
      const answer = await browser.submit('/sign-in', { email: LEARNER, password: SAMPLE_PASSWORD, next }, page);
      expect(answer.headers['location']).toBe(location);
      expect((await browser.get(page)).headers['location']).toBe(location);
    }
  });

  it('signs out for good: the session is gone from the database', async () => {
    const browser = app.browser();
    await browser.signIn(LEARNER, SAMPLE_PASSWORD);
    const before = await sessions(LEARNER);
    const answer = await browser.submit('/sign-out', {}, '/account');
    expect(answer.status).toBe(303);
    expect(await sessions(LEARNER)).toHaveLength(before.length - 1);
    expect((await browser.get('/account')).status).toBe(303);
    // Twice does no harm, and no other site can do it.
    expect((await browser.submit('/sign-out', {}, '/sign-in')).status).toBe(303);
    expect((await browser.post('/sign-out', {})).status).toBe(403);
  });

  it('shows no sample accounts in a real installation', async () => {
    const real = await startTestApp({ config: { sampleContent: false } });
    const page = await real.browser().get('/sign-in').expect(200);
    expect(page.text).not.toContain('<code>');
    expect(page.text).not.toContain('beforehand.example');
    await real.close();
  });
});
