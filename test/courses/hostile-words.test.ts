import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallDraft } from '../factories/small-draft.js';
import { TestLearner } from '../learning/learner.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Ways in which words have tried to act in a page, as HTML, as SVG and as Markdown. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text x="20" y="20">x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="data:text/html,<script>alert(1)</script>">',
  '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror="alert(1)"></video>',
  '<body onload=alert(1)>',
  '<input onfocus=alert(1) autofocus>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](x"onerror="alert(1))',
  '[x](https://example.org "x" onmouseover="alert(1))',
  '`<script>alert(1)</script>`',
];

const FORBIDDEN = /^(iframe|object|embed|math|style|base|meta|video|audio|source|animate|body|noscript|img|mglyph)$/i;

/** Everything in the main part of a page that could act: tags, handlers, styles and addresses that are none. */
function harmIn(html: string): string[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  const tags = [...main.matchAll(/<([a-z][a-z0-9:]*)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>?/gi)];
  return tags.flatMap(([tag, name = '', attributes = '']) => {
    const isOwn = name.toLowerCase() === 'script' && /^ (type="module" |defer )?src="\/assets\//.test(attributes);
    const acts =
      (name.toLowerCase() === 'script' && !isOwn) ||
      FORBIDDEN.test(name) ||
      /\son[a-z]+\s*=|\sstyle\s*=/i.test(attributes.replaceAll(/"[^"]*"/g, '""')) ||
      /(href|src|action|data)\s*=\s*["']?\s*(javascript|vbscript|data|&#|jav&)/i.test(attributes);
    return acts ? [tag] : [];
  });
}

describe('words that try to act', () => {
  let app: TestApp;
  let small: SmallDraft;
  let learner: TestLearner;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    small = await SmallDraft.in(app);
    learner = await TestLearner.at(app, 'ZZ1');
  });
  afterAll(() => app.close());

  it('are seen for what they are by this test itself', () => {
    const harmless = PAYLOADS.filter((payload) => payload.startsWith('<') && harmIn(payload).length === 0);
    // Elements of unknown names, to a browser.
    expect(harmless).toEqual(['<scr<script>ipt>alert(1)</scr</script>ipt>', '<javascript:alert(1)>']);
    expect(harmIn('<main><p class="x">onerror=alert(1)</p><a href="/x" title="x onclick=y">x</a></main>')).toEqual([]);
  });

  it('reach no learner as more than words, wherever they stand in a course', async () => {
    // Each payload as words of their own, in a callout, in a variant, and in what introduces the course; the titles take those without quotes.
    const all = PAYLOADS.join('\n\n');
    const titles = PAYLOADS.filter((payload) => !/["\n]/.test(payload)).map(
      (payload, index) => `::: callout tip "${payload}" {#hostile-${String(index)}}\nWords.\n:::`,
    );
    await small.rewrite('lessons/01%', (text) =>
      [
        text.replace('Ask where you work whether a copy is enough.', `Ask where you work.\n\n${all}`),
        all,
        `::: callout tip "All of them" {#hostile}\n${all}\n:::`,
        ...titles,
      ].join('\n\n'),
    );
    await small.rewrite('course.md', (text) => `${text}\n${all}\n`);
    await small.rewrite('questions/%', (text) => text.replace('What is right about one?', `What is right?\n\n${all}`));
    const blockers = (await small.page(small.review)).match(/A picture is one of the course’s own media/g)?.length ?? 0;
    expect(blockers).toBeGreaterThan(0);
    // What is no picture of the course keeps a course from being published: it goes, all else stays.
    for (const name of ['lessons/01%', 'course.md', 'questions/%'])
      await small.rewrite(name, (text) => text.replaceAll('![x](x"onerror="alert(1))', 'No picture.'));
    for (const address of [`${small.lesson}/preview`, small.lesson, `${small.address}/differences`])
      expect([address, harmIn(await small.page(address))]).toEqual([address, []]);
    await small.approve();
    const published = await small.author.submit(
      `${small.address}/publications`,
      { whatChanged: PAYLOADS.slice(0, 8).join('\n') },
      small.review,
    );
    expect([published.status, /error-summary[\s\S]{0,600}/.exec(published.text)?.[0]]).toEqual([303, undefined]);

    await learner.enrol();
    const lesson = await learner.lesson('papers');
    expect(lesson).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const attempt = await learner.startCheck();
    const pages = [lesson, await learner.page('/courses/small'), await learner.page(learner.course)];
    for (const position of [1, 2, 3, 4, 5]) pages.push(await learner.page(`${attempt}/questions/${String(position)}`));
    expect(pages.flatMap(harmIn)).toEqual([]);
  });
});

describe('two who press at the same moment', () => {
  let app: TestApp;
  let small: SmallDraft;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    small = await SmallDraft.in(app);
  });
  afterAll(() => app.close());

  const versions = async () =>
    (
      await app.db.query<{ number: number }>(
        `select v.number from course_version v join course c on c.id = v.course_id where c.slug = 'small' order by 1`,
      )
    ).map(({ number }) => number);

  it('publish one version, and the second is told', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const base = /name="base" value="(\d+)"/.exec(await small.page(small.lesson))?.[1] ?? '';
    await small.author.submit(`${small.lesson}/blocks/copies/removals`, { base }, small.lesson);
    await small.write('Other words about the law. [@mca2005 s25]');
    await small.approve();
    const press = () => small.author.submit(`${small.address}/publications`, { whatChanged: 'Words.' }, small.review);
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    for (const { text } of answers.filter(({ status }) => status !== 303))
      expect(text).toContain('This draft is published');
    expect(await versions()).toEqual([1, 2]);
    // The block that was taken out is still there for who is on the version that had it.
    expect(await learner.lesson('papers')).toContain('Here a copy is enough.');
  });

  it('restore and write: what was written meanwhile is not lost, and whoever restores is shown it', async () => {
    await small.begin();
    await small.write('The first words. [@mca2005 s25]');
    const history = await small.page(`${small.lesson}/history`);
    const seen = /name="seen" value="(\d+)"/.exec(history)?.[1] ?? '';
    await small.write('What a colleague wrote meanwhile. [@mca2005 s25]');
    const late = await small.author.submit(
      `${small.lesson}/restorations`,
      { number: '1', seen },
      `${small.lesson}/history`,
    );
    expect([303, 409]).toContain(late.status);
    expect(await small.page(`${small.lesson}/text`)).toContain('What a colleague wrote meanwhile.');
    expect(
      (await small.page(late.headers['location'] ?? `${small.lesson}/history`)).replaceAll(/<[^>]+>/g, ' '),
    ).toMatch(/meanwhile|after/i);
  });
});
