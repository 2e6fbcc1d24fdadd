import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('odd requests', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  it('that another site forged are not offered to be sent again, while a form that was open too long is', async () => {
    const fields = { name: 'What another site chose', profession: 'doctor' };
    const forged = await app.browser().post('/account/details', fields).set('Sec-Fetch-Site', 'cross-site');
    expect([forged.status, forged.text.includes('What another site chose')]).toEqual([403, false]);
    const stale = await app.browser().post('/account/details', fields).set('Sec-Fetch-Site', 'same-origin');
    expect([stale.status, stale.text.includes('What another site chose')]).toEqual([403, true]);
  });

  it('for an answer called as JavaScript calls its own things lead back to the case', async () => {
    for (const answer of ['constructor', '__proto__', 'toString'])
      expect((await app.browser().get(`/welcome/law?nation=england&answer=${answer}`)).headers['location']).toBe('/');
  });

  it('with more than a form holds, or in letters that we cannot read, get a page that says so', async () => {
    const visitor = app.browser();
    const large = await visitor.submit('/sign-in', { email: 'x'.repeat(300_000) });
    expect([large.status, large.text.includes('The form holds more than can be taken at once')]).toEqual([413, true]);
    const many = await visitor.submit('/sign-in', { email: Array.from({ length: 600 }, () => 'x') });
    expect([many.status, many.text.includes('</html>')]).toEqual([413, true]);
    const odd = await visitor
      .post('/sign-in', { email: 'x' })
      .type('application/x-www-form-urlencoded; charset=koi8-r');
    expect([odd.status, odd.text.includes('</html>')]).toEqual([415, true]);
  });

  it('with two form tokens, or a list where a word belongs, are refused and not stumbled over', async () => {
    const visitor = app.browser();
    await visitor.get('/sign-in').expect(200);
    const twice = await visitor.post('/sign-in', { _csrf: ['a', 'b'], email: ['x', 'y'] });
    expect(twice.status).toBe(403);
  });
});
