import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { linkIn, MailServer } from './mail-server.js';

const LEARNER = 'learner@beforehand.example';
const TRAINER = 'trainer@beforehand.example';

describe('a password chosen anew', () => {
  let app: TestApp;
  let mail: MailServer;

  beforeAll(async () => {
    mail = await MailServer.start();
    app = await startTestApp({ sample: true, jobs: true, config: { smtpUrl: mail.url } });
  });

  afterAll(async () => {
    await app.close();
    await mail.stop();
  });

  const signedIn = async (email: string, password: string) => {
    const browser = app.browser();
    await browser.signIn(email, password);
    return browser;
  };

  it('by a mailed link: works once, ends every session, and is told to the holder', async () => {
    const elsewhere = await signedIn(LEARNER, SAMPLE_PASSWORD);
    const browser = app.browser();
    expect((await browser.submit('/reset-password', { email: LEARNER })).headers['location']).toBe(
      '/reset-password/sent',
    );
    const link = linkIn(await mail.next(LEARNER), '/reset-password/with/');
    const refused = await browser.submit(link, { password: 'learner-1' });
    expect([refused.status, refused.text.includes('at least 10')]).toEqual([422, true]);
    const own = await browser.submit(link, { password: 'learner@beforehand.example' });
    expect([own.status, own.text.includes('email address')]).toEqual([422, true]);

    const [one, two] = await Promise.all([
      browser.submit(link, { password: 'walnut tram kettle' }),
      browser.submit(link, { password: 'walnut tram kettle' }),
    ]);
    expect([one.headers['location'], two.headers['location']]).toEqual(['/sign-in', '/sign-in']);
    expect((await browser.get('/sign-in')).text).toContain('Your password is changed');
    expect((await mail.next(LEARNER)).subject).toBe('Your password was changed');
    expect(mail.count(LEARNER)).toBe(0);
    expect((await elsewhere.get('/account')).status).toBe(303);
    await app.browser().get(link).expect(404);
    expect((await app.browser().submit('/sign-in', { email: LEARNER, password: SAMPLE_PASSWORD })).status).toBe(422);
    await signedIn(LEARNER, 'walnut tram kettle');
  });

  it('by a link from before another was used: refused', async () => {
    const browser = app.browser();
    await browser.submit('/reset-password', { email: LEARNER });
    const first = linkIn(await mail.next(LEARNER), '/reset-password/with/');
    await browser.submit('/reset-password', { email: LEARNER });
    const second = linkIn(await mail.next(LEARNER), '/reset-password/with/');
    expect((await browser.submit(second, { password: 'orchard tram plum' })).status).toBe(303);
    await browser.get(first).expect(404);
  });

  it('for an address that nobody has: the same page, and no mail', async () => {
    const known = await app.browser().submit('/reset-password', { email: TRAINER });
    const unknown = await app.browser().submit('/reset-password', { email: 'nobody@example.org' });
    expect([unknown.status, unknown.headers['location']]).toEqual([known.status, known.headers['location']]);
    await mail.next(TRAINER);
    expect(mail.count('nobody@example.org')).toBe(0);
  });

  it('in the account: needs the present one, and signs out every other device', async () => {
    const here = await signedIn(TRAINER, SAMPLE_PASSWORD);
    const there = await signedIn(TRAINER, SAMPLE_PASSWORD);
    const wrong = await here.submit('/account/password', { presentPassword: 'not it', password: 'heron plum tram' });
    expect([wrong.status, wrong.text.includes('not your present password')]).toEqual([422, true]);
    const changed = await here.submit('/account/password', {
      presentPassword: SAMPLE_PASSWORD,
      password: 'heron plum tram',
    });
    expect(changed.status).toBe(303);
    await here.get('/account').expect(200);
    expect((await there.get('/account')).status).toBe(303);
    const actions = await app.db.query<{ action: string }>(
      `select a.action from audit_entry a join person p on p.id = a.actor_id where p.email = $1`,
      [TRAINER],
    );
    expect(actions).toEqual([{ action: 'people.password_changed' }]);
  });
});
