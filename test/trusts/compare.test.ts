import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { areaOfTrusts } from './area-of-trusts.js';
import { closedReply } from './closed-reply.js';

describe('Trusts side by side', () => {
  let app: TestApp;
  let staff: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    await areaOfTrusts(app);
    staff = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await staff.get('/sign-in')).text)?.[1] ?? '';
    await staff.signIn('trainer@beforehand.example', password);
  });
  afterAll(() => app.close());

  const page = async (path: string, browser = staff) => (await browser.get(path).expect(200)).text;
  const section = (html: string, kind: string) =>
    new RegExp(`bh-compare--${kind}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';

  it('show what differs first, words marked within wordings that are alike', async () => {
    const html = await page('/compare?codes=ZZA1,ZZA2');
    expect(html.indexOf('Where they differ')).toBeLessThan(html.indexOf('Not known of any'));
    const differ = section(html, 'differ');
    for (const name of ['Copy or original', 'Emergency or doubt', 'Disputes']) expect(differ).toContain(name);
    expect(differ).toMatch(/<del>[\s\S]*?look[\s\S]*?<\/del>/);
    expect(differ).toMatch(/<ins>[\s\S]*?ask[\s\S]*?<\/ins>/);
    expect(section(await page('/compare?codes=ZZA1,ZZA6'), 'some')).toContain('Copy or original');
    expect(section(await page('/compare?codes=ZZA1,ZZA1'), 'same')).toBe('');
  });

  it('are at most four, chosen by searching, and told when a code is none', async () => {
    const html = await page('/compare?codes=zza1 ZZA2;ZZA3,ZZA4,ZZA5,NOPE');
    expect(html).toContain('Area Trust 5 (made up) is left out');
    expect(html).toContain('with the code “NOPE”');
    expect(html).not.toContain('name="q"');
    const found = await page('/compare?codes=ZZA1&q=area+trust+2');
    expect(found).toContain('/compare?codes&#x3D;ZZA1%2CZZA2"');
    expect(await page('/compare?codes=ZZA1&q=xqzzy')).toContain('Nothing found for');
    for (const codes of ['', '%00', '<script>', "' or 1=1", '😀', 'x'.repeat(3000)])
      expect(await page(`/compare?codes=${encodeURIComponent(codes)}`)).not.toContain('<script>a');
  });

  it('are closed to visitors until each has had its say on being compared', async () => {
    const visitor = app.browser();
    expect((await visitor.get('/compare?codes=ZZA1,ZZA2')).status).toBe(403);
    await closedReply(app, 'ZZA1', [{ kind: 'comparison', key: 'comparison', questionKeys: [] }]);
    const half = await visitor.get('/compare?codes=ZZA1,ZZA2');
    expect(half.status).toBe(403);
    expect(half.text).toContain('href="/trusts/ZZA2"');
    expect(half.text).not.toContain('Copy or original');
    // Shown a gap alone, it was not asked about being compared.
    await closedReply(app, 'ZZA2', [
      { kind: 'gap', key: 'not_held:dispute_escalation', questionKeys: ['dispute_escalation'] },
    ]);
    expect((await visitor.get('/compare?codes=ZZA1,ZZA2')).status).toBe(403);
    // What does not exist has nothing to reply.
    expect(await page('/compare?codes=ZZ1,ZZ2', visitor)).toContain('Where they differ');
  });

  it('stand open once all had their say, with what each of them says to it', async () => {
    await closedReply(app, 'ZZA3', [
      { kind: 'comparison', key: 'comparison', questionKeys: [], answer: 'We <merge>.' },
    ]);
    const html = await page('/compare?codes=ZZA1,ZZA3', app.browser());
    expect(html).toContain('<strong>The answer of Area Trust 3 (made up):</strong> We &lt;merge&gt;.');
    // The other let its day pass.
    expect(html.match(/The answer of/g)).toHaveLength(1);
  });

  it('set one beside what most of its region says, and tell no pattern from too few', async () => {
    const html = await page('/compare?codes=ZZA2&with=area');
    expect(html).toContain('Most of North East and Yorkshire');
    expect(html).toMatch(/of the \d+ that are known/);
    expect(html).toContain('Too few are known to tell a pattern');
    expect((await app.browser().get('/compare?codes=ZZA2&with=area')).status).toBe(403);
    const scottish = await app.db.query<{ code: string }>(
      `select code from organisation where nation = 'scotland' limit 1`,
    );
    expect(await page(`/compare?codes=${scottish[0]?.code ?? ''}&with=area`)).toContain('Most of Scotland');
  });

  it('ask the database the same few questions for two and for four, and beside a region', async () => {
    const askedFor = async (path: string) => (await app.statementsOf(() => page(path))).length;
    const two = await askedFor('/compare?codes=ZZA1,ZZA2');
    expect(two).toBeLessThan(10);
    expect(await askedFor('/compare?codes=ZZA1,ZZA2,ZZA3,ZZA4')).toBe(two);
    expect(await askedFor('/compare?codes=ZZA1&with=area')).toBeLessThan(12);
  });

  it('and on the page of an area everyone is told whose gap it is, with its answer, once it had its say on it', async () => {
    await closedReply(app, 'ZZA5', [
      {
        kind: 'gap',
        key: 'in_part:dispute_escalation',
        questionKeys: ['dispute_escalation'],
        answer: 'A new policy is on its way.',
      },
    ]);
    const html = await page('/areas/ZZA/questions/dispute_escalation', app.browser());
    expect(html).toContain('Area Trust 5 (made up)');
    expect(html).toContain('A new policy is on its way.');
    // It was shown that very point, and the other was not.
    expect(html).toContain('Area Trust 2 (made up)');
    for (const number of [1, 3, 4]) expect(html).not.toContain(`Area Trust ${String(number)} `);
    expect(await page('/areas/ZZA/questions/dispute_escalation')).toContain('May be named');
  });
});
