import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QuestionBankService } from '../../src/courses/question-bank.service.js';
import { readGift } from '../../src/courses/questions/gift-file.js';
import { giftOf } from '../../src/courses/questions/gift-text.js';
import { blockHtml, inlineHtml } from '../../src/courses/questions/question-html.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const root = path.resolve(import.meta.dirname, '../..');

const FILE = `// [tag:Law]
::Witness\\: who?::[html]<p>Who may <b>witness</b>?</p> {
=An adult#Yes \\= right.
~A child#No.
####The Act asks for a witness.
}

$CATEGORY: $course$/top/Formalities

::Writing::It must be in writing.{TRUE#Look at section 25.#Yes.}

::Not binding::A DNACPR form binds.{FALSE#It recommends.#Right.}

::Which two::[markdown]Pick **two** {
~%50%One#First.
~%50%Two
~%-100%Three#Never.
}

::Pairs::[html]<p>Match</p> {=<b>a</b> -> 1 =b -> 2 \\= x =c -> 1 = -> 3 -> 4}

::One pair::Match {=a -> 1 = -> 2}

::Typed::Name it {=yes =aye}

::Number::Which section? {#25}

::Words::Say why. {}

Only a text.

::Picture::[html]<img src\\="@@PLUGINFILE@@/x.png">Which? {=a ~b}

::Broken::What {=a ~b

::Shares::Which? {~%20%a ~%20%b ~c}

::Two right::Which? {=a =b ~c}

::Writing::Again.{TRUE}
`;

/** Ways in which a file has tried to act in a page. None may leave more than words and harmless markup. */
const PAYLOADS = [
  '<script>alert(1)</script>x',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>x',
  '<p onclick="alert(1)">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="  jAvAsCrIpT:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="//evil.example">x</a>',
  '<math><mtext><table><mglyph><style><!--</style><b title="--&gt;&lt;img src=x onerror=alert(1)&gt;">x',
  '<form action="https://evil.example"><input name=a><button>x</button></form>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<noscript><p title="</noscript><b onmouseover=alert(1)>x">x</noscript>',
  '<<script>script>alert(1)<</script>/script>x',
  '<details open ontoggle=alert(1)>x',
  '<base href="https://evil.example/"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>x',
];

describe('words of a question', () => {
  it.each(PAYLOADS)('lose what could act: %s', (payload) => {
    for (const format of ['html', 'moodle', 'markdown', 'plain'] as const)
      for (const html of [blockHtml(payload, format), inlineHtml(payload, format)]) {
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?:\s[^>]*)?)>/gi)];
        for (const [tag, name, attributes] of tags) {
          expect(['p', 'a', 'b', 'strong', 'em', 'br', 'table', 'tr', 'td', 'blockquote']).toContain(
            name?.toLowerCase(),
          );
          expect(tag.replaceAll(/ rel="noreferrer"| \/(?=>)/g, '')).not.toMatch(
            /<a [^>]*(javascript|data:|"\/\/)|on\w+=|style=/i,
          );
          if (name !== 'a') expect(attributes?.replace(' /', '')).toBe('');
        }
      }
  });
});

describe('a GIFT file', () => {
  it('is read question by question, and what cannot be carried is named with its line', () => {
    const { questions, skipped } = readGift(FILE);
    expect(questions.map(({ name, tags, content }) => [name, content.kind, tags])).toEqual([
      ['Witness: who?', 'single', ['law']],
      ['Writing', 'true_false', ['formalities']],
      ['Not binding', 'true_false', ['formalities']],
      ['Which two', 'multiple', ['formalities']],
      ['Pairs', 'matching', ['formalities']],
    ]);
    const [witness, writing, notBinding, two, pairs] = questions.map(({ content }) => content);
    expect(witness).toEqual({
      kind: 'single',
      stemHtml: '<p>Who may <strong>witness</strong>?</p>',
      feedbackHtml: '<p>The Act asks for a witness.</p>',
      options: [
        { html: 'An adult', correct: true, weight: null, feedbackHtml: '<p>Yes = right.</p>' },
        { html: 'A child', correct: false, weight: null, feedbackHtml: '<p>No.</p>' },
      ],
    });
    const said = (content: typeof witness) =>
      content?.options.map(({ correct, feedbackHtml }) => [correct, feedbackHtml]);
    expect(said(writing)).toEqual([
      [true, '<p>Yes.</p>'],
      [false, '<p>Look at section 25.</p>'],
    ]);
    expect(said(notBinding)).toEqual([
      [false, '<p>It recommends.</p>'],
      [true, '<p>Right.</p>'],
    ]);
    expect(two?.options.map(({ weight, feedbackHtml }) => [weight, feedbackHtml])).toEqual([
      [50, '<p>First.</p>'],
      [50, null],
      [-100, '<p>Never.</p>'],
    ]);
    expect(pairs?.options.map(({ html, match }) => [html, match])).toEqual([
      ['<strong>a</strong>', '1'],
      ['b', '2 = x'],
      ['c', '1'],
      ['', '3 -> 4'],
    ]);
    expect(skipped.map(({ name, reason }) => `${name} | ${reason}`)).toEqual([
      expect.stringMatching(/^One pair \| Line 22: it has a single item to match/),
      expect.stringMatching(/^Typed \| Line 24: a short answer/),
      expect.stringMatching(/^Number \| Line 26: a number/),
      expect.stringMatching(/^Words \| Line 28: an essay/),
      expect.stringMatching(/^Only a text\. \| Line 30: it asks nothing/),
      expect.stringMatching(/^Picture \| Line 32: it has a picture/),
      expect.stringMatching(/^Broken \| Line 3[45]: this is not GIFT/),
      expect.stringMatching(/^Shares \| Line 36: the shares of its right answers come to 40 %/),
      expect.stringMatching(/^Two right \| Line 38: 2 answers are each right/),
      expect.stringMatching(/^Writing \| Line 40: the question in line 10 is called the same/),
    ]);
  });

  it('is written so that it reads back the same', () => {
    const { questions } = readGift(FILE);
    const again = readGift(questions.map(giftOf).join(''));
    expect(again.skipped).toEqual([]);
    expect(again.questions.map(({ line: _line, ...rest }) => rest)).toEqual(
      questions.map(({ line: _line, ...rest }) => rest),
    );
  });

  it('comes to an end, whatever stands in it', () => {
    const odd = [
      '{'.repeat(20_000),
      '~='.repeat(20_000),
      '\\'.repeat(49_999),
      '::'.repeat(20_000),
      '<b>'.repeat(90_000),
    ];
    for (const text of odd) expect(readGift(text)).toMatchObject({ questions: [], skipped: [{}] });
  });
});

describe('the bank of questions', () => {
  let app: TestApp;
  let bank: QuestionBankService;
  let trainer: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    bank = app.get(QuestionBankService);
    trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
  });
  afterAll(() => app.close());

  it('takes a file over once, gives a changed question a version, and keeps the older one', async () => {
    expect(await bank.importGift(FILE, { tag: 'Spring', apply: false })).toMatchObject({ imported: 5, unchanged: 0 });
    expect(await app.db.query('select 1 from bank_question')).toEqual([]);
    expect(await bank.importGift(FILE, { tag: 'Spring', apply: true })).toMatchObject({ imported: 5, unchanged: 0 });
    expect(await bank.importGift(FILE, { tag: 'spring', apply: true })).toMatchObject({ imported: 0, unchanged: 5 });
    const changed = FILE.replace('~A child#No.', '~A child#Not a child.');
    expect(await bank.importGift(changed, { tag: 'spring', apply: true })).toMatchObject({ imported: 1, unchanged: 4 });
    const rows = await app.db.query('select name, newest, tags from bank_question order by name limit 2');
    expect(rows).toEqual([
      { name: 'Not binding', newest: 1, tags: ['formalities', 'spring'] },
      { name: 'Pairs', newest: 1, tags: ['formalities', 'spring'] },
    ]);
    await expect(app.db.query(`update bank_question_version set content = '{}'`)).rejects.toThrow('kept as it was');
    await expect(bank.importGift(' ', { tag: 'x', apply: true })).rejects.toThrow('holds no question');
    await expect(bank.importGift(FILE, { tag: ' ', apply: true })).rejects.toThrow('Give the tag');
    await expect(bank.importGift('\0', { tag: 'x', apply: true })).rejects.toThrow('UTF-8');
  });

  it('is searched, narrowed to a tag, labelled, and exported as it came', async () => {
    expect((await app.browser().get('/question-bank')).status).toBe(303);
    const found = await trainer.get('/question-bank?q=WITNESS&tag=law').expect(200);
    expect(found.text).toContain('Showing 1 to 1 of 1');
    expect((await trainer.get('/question-bank?q=100%25')).text).toContain('No question here');
    const href = /href="(\/question-bank\/[0-9a-f-]{36})"/.exec(found.text)?.[1] ?? '';
    const page = await trainer.get(href).expect(200);
    expect(page.text).toContain('Version 2, of 25 November 2026');
    expect(page.text).toContain('Not a child.');
    expect(page.text).toContain('Version 1, of 25 November 2026');
    const labels = { tags: 'Law, Winter ,law', outcomes: ['advance-decisions:3', 'advance-decisions:99'] };
    expect((await trainer.submit(`${href}/labels`, labels, href)).status).toBe(303);
    const [row] = await app.db.query(`select tags, outcomes from bank_question where name like 'Witness%'`);
    expect(row).toEqual({ tags: ['law', 'winter'], outcomes: ['advance-decisions:3'] });
    const exported = await trainer.get('/question-bank/export.gift').expect(200);
    expect(exported.text.match(/^::/gm)).toHaveLength(5);
    expect(await bank.importGift(exported.text, { tag: 'winter', apply: false })).toMatchObject({
      imported: 4,
      unchanged: 1,
      skipped: [],
    });
    await trainer.get('/question-bank/nothing').expect(404);
  });

  it('is filled by a page that shows first what would come', async () => {
    const place = '/question-bank/imports/new';
    const fields = { tag: 'page', gift: '::New one::Is it so?{TRUE}\n\n::Old::Name it {=yes =aye}', step: 'look' };
    const seen = await trainer.submit('/question-bank/imports', fields, place);
    expect(seen.text).toContain('1 question new or changed, 0 as they were, 1 left out');
    expect(seen.text).toContain('a short answer is typed');
    expect((await trainer.submit('/question-bank/imports', { ...fields, step: 'apply' }, place)).status).toBe(303);
    expect((await trainer.get('/question-bank?tag=page')).text).toContain('New one');
    const empty = await trainer.submit('/question-bank/imports', { tag: '', gift: '' }, place);
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Paste the questions');
  });

  it('is filled by command', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gift-'));
    const file = path.join(folder, 'questions.gift');
    await writeFile(file, '::By command::Is it so?{TRUE#No.#Yes.}\n\n::Old::Name it {=yes =aye}\n');
    const [database] = await app.db.query<{ name: string }>('select current_database() as name');
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
    url.pathname = `/${database?.name ?? ''}`;
    const run = (...args: string[]) =>
      new Promise<string>((resolve) => {
        const command = [path.join(root, 'dist/src/cli/main.js'), 'questions:import', ...args];
        const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: url.href, NODE_OPTIONS: '' };
        execFile(process.execPath, command, { cwd: root, env }, (_error, out) => {
          resolve(out);
        });
      });
    const report = JSON.parse(await run(file, '--format', 'gift', '--tag', 'cli', '--apply', '--json')) as unknown;
    expect(report).toEqual({
      imported: 1,
      unchanged: 0,
      skipped: [{ name: 'Old', reason: 'Line 3: a short answer is typed, and the bank has choices only' }],
    });
    await rm(folder, { recursive: true });
  });
});
