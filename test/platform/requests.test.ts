import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A visitor who sees an answer as soon as its head is there, as browsers do. */
class HeadReader {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async send(path: string, fields?: Record<string, string>): Promise<Response> {
    const answer = await fetch(this.url + path, {
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return answer;
  }

  async token(path: string): Promise<string> {
    const html = await (await this.send(path)).text();
    return (/name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&#x3D;', '=');
  }
}

describe('requests', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ sample: true });
  });
  afterAll(() => app.close());

  it('with a NUL character find nothing and change nothing', async () => {
    for (const path of ['/trusts/%00', '/trusts?q=%00', '/verify/%00', '/trusts/RXE%00.json'])
      expect([path, (await app.browser().get(path)).status]).toEqual([path, 404]);
    const answer = await app
      .browser()
      .submit('/sign-in', { email: 'a\0@ward.example', password: 'plum orchard kettle' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('a character that cannot be kept');
  });

  it('are led on only once what the next page has to say is stored', async () => {
    const reader = new HeadReader(app.url);
    const email = 'learner@beforehand.example';
    await reader.send('/sign-in', { _csrf: await reader.token('/sign-in'), email, password: SAMPLE_PASSWORD });
    const fields = { _csrf: await reader.token('/account/details'), name: 'Robin Hale', profession: 'nurse' };
    let answer: Promise<Response> | undefined;
    const first = await app.db.transaction(async () => {
      await app.db.query('select sid from session for update');
      answer = reader.send('/account/details', fields);
      const patience = new Promise((resolve) => setTimeout(resolve, 500, 'waits'));
      return Promise.race([answer.then(() => 'led on'), patience]);
    });
    expect(first).toBe('waits');
    const led = await answer;
    expect(led?.status).toBe(303);
    expect(await (await reader.send(led?.headers.get('location') ?? '')).text()).toContain('bh-notice');
  });
});
