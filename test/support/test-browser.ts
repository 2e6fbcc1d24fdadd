import supertest from 'supertest';

/** A visitor without a real browser: keeps cookies, sends forms with the token of the page that they stand on. */
export class TestBrowser {
  private readonly agent: ReturnType<typeof supertest.agent>;

  constructor(url: string) {
    this.agent = supertest.agent(url);
  }

  /** Opens an address; redirects are not followed. */
  get(path: string) {
    return this.agent.get(path).redirects(0);
  }

  /** Sends a form to an address, with the token of the page it stands on (default: the same address). */
  async submit(action: string, fields: Record<string, string | string[]>, page: string = action) {
    const token = await this.token(page);
    return this.agent
      .post(action)
      .redirects(0)
      .type('form')
      .send({ _csrf: token, ...fields });
  }

  /** Sends a form as a script of the page does, which reads JSON. */
  async deliver(action: string, fields: Record<string, string>, page: string) {
    const token = await this.token(page);
    return this.agent
      .post(action)
      .redirects(0)
      .set('Accept', 'application/json')
      .type('form')
      .send({ _csrf: token, ...fields });
  }

  /** Sends a form with a file and perhaps other fields, with the token of the page it stands on. */
  async upload(
    action: string,
    field: string,
    file: { name: string; bytes: Buffer } | null,
    page: string,
    fields: Record<string, string> = {},
  ) {
    const token = await this.token(page);
    const sent = this.agent
      .post(action)
      .redirects(0)
      .field({ _csrf: token, ...fields });
    return file === null ? sent : sent.attach(field, file.bytes, file.name);
  }

  /** Posts without any token, as a forged form would. */
  post(action: string, fields: Record<string, string | string[]>) {
    return this.agent.post(action).redirects(0).type('form').send(fields);
  }

  /** Signs in on the sign-in page; throws when the answer is not a redirect. */
  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.submit('/sign-in', { email, password });
    if (answer.status !== 303) throw new Error(`Signing in as ${email} answered ${String(answer.status)}`);
  }

  /** The form token of a page. */
  async token(page: string): Promise<string> {
    const answer = await this.agent.get(page).redirects(3);
    const found = /name="_csrf" value="([^"]+)"/.exec(answer.text);
    if (!found?.[1]) throw new Error(`The page ${page} (${String(answer.status)}) has no form token`);
    return found[1].replaceAll('&#x3D;', '=');
  }
}
