import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('the studio', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let other: TestBrowser;
  let draft: string;
  let lesson: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    [trainer, other] = [app.browser(), app.browser()];
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await other.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
    draft =
      (await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio')).headers['location'] ?? '';
    const found = /href="(\/studio\/files\/[^"]+)">Is it valid\?</.exec(await page(draft));
    lesson = found?.[1] ?? '';
  });
  afterAll(() => app.close());

  const page = async (address: string, as = trainer) => (await as.get(address).expect(200)).text;
  const base = async () => /name="base" value="(\d+)"/.exec(await page(lesson))?.[1] ?? '';
  const textOf = async (file = lesson) => {
    const [row] = await app.db.query<{ text: string }>(
      `select r.text from course_draft_file f join course_draft_revision r on r.file_id = f.id and r.number = f.current_number where f.id = $1`,
      [file.split('/').at(-1)],
    );
    return row?.text ?? '';
  };
  const titles = async () =>
    [...(await page(draft)).matchAll(/<h3><a href="[^"]+">([^<]+)/g)].map(([, title]) => title);
  const revisions = async () => {
    const rows = await app.db.query<{ how: string }>(
      'select how from course_draft_revision where file_id = $1 order by number',
      [lesson.split('/').at(-1)],
    );
    return rows.map(({ how }) => how);
  };

  it('is for trainers', async () => {
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    await learner.get('/studio').expect(403);
    await learner.get(lesson).expect(403);
    await app.browser().get('/studio').expect(303);
    await trainer.get('/studio/drafts/no-id').expect(404);
    await trainer.get('/studio/files/no-id').expect(404);
  });

  it('begins one draft of a course from its newest version, and leaves that as it is', async () => {
    const again = await other.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio');
    expect(again.headers['location']).toBe(draft);
    expect(await page(draft)).toContain('Draft that follows version 1');
    expect(await page(`${draft}/problems`)).toContain('The draft is whole');
    expect((await app.get<CoursesService>(CoursesService).newest('advance-decisions')).number).toBe(1);
  });

  it('opens a draft with few statements, however many lessons it has', async () => {
    const asked = await app.statementsOf(() => trainer.get(draft).expect(200));
    expect(asked.length).toBeLessThan(6);
  });

  it('moves, duplicates and removes lessons, and puts them back', async () => {
    const [first, second] = await titles();
    await trainer.submit(`${lesson}/moves`, { by: 'up' }, draft);
    expect((await titles()).slice(0, 2)).toEqual([second, first]);
    await trainer.submit(`${lesson}/moves`, { by: 'down' }, draft);
    const copy = (await trainer.submit(`${lesson}/copies`, {}, draft)).headers['location'] ?? '';
    expect(copy).toMatch(/details$/);
    expect((await titles())[2]).toBe('Is it valid? (copy)');
    const file = copy.replace('/details', '');
    await trainer.submit(`${file}/removals`, {}, draft);
    expect(await titles()).toHaveLength(10);
    await trainer.submit(`${draft}/returns`, { file: file.split('/').at(-1) ?? '' }, draft);
    expect((await titles())[2]).toBe('Is it valid? (copy)');
    await trainer.submit(`${file}/removals`, {}, draft);
  });

  it('edits, adds, moves, duplicates and removes blocks, and puts back what was removed', async () => {
    const doubt = `${lesson}/blocks/doubt`;
    const saved = await trainer.submit(doubt, {
      base: await base(),
      style: 'tip',
      title: 'Ask',
      markdown: 'Ask **now**.',
    });
    expect(saved.headers['location']).toBe(lesson);
    expect(await textOf()).toContain('::: callout tip "Ask" {#doubt}\nAsk **now**.\n:::');
    const added = {
      kind: 'law',
      behind: 'doubt',
      'nations-0': ['england', 'wales'],
      'words-0': 'The Act. [@mca2005 s24]',
    };
    await trainer.submit(`${lesson}/blocks`, added, `${lesson}/blocks/new?kind=law`);
    expect(await textOf()).toContain(':::\n\n::: law {#law}\n=== england wales\nThe Act. [@mca2005 s24]\n:::');
    await trainer.submit(`${lesson}/blocks/law/moves`, { base: await base(), by: 'up' }, lesson);
    await trainer.submit(`${lesson}/blocks/law/copies`, { base: await base() }, lesson);
    expect(await textOf()).toMatch(/\{#law\}[^{]*\{#law-2\}[^{]*\{#doubt\}/);
    const before = await textOf();
    await trainer.submit(`${lesson}/blocks/law-2/removals`, { base: await base() }, lesson);
    expect(await textOf()).not.toContain('{#law-2}');
    const undo = await page(lesson);
    const [number, seen] = ['number', 'seen'].map(
      (name) => new RegExp(`name="${name}" value="(\\d+)"`).exec(undo)?.[1] ?? '',
    );
    await trainer.submit(`${lesson}/restorations`, { number: number ?? '', seen: number ?? '' }, lesson);
    expect(await textOf()).not.toBe(before);
    expect(await page(`${lesson}/history`)).toContain('Nothing was put back: Sam Okafor (sample) saved this after');
    await trainer.submit(`${lesson}/restorations`, { number: number ?? '', seen: seen ?? '' }, lesson);
    expect(await textOf()).toBe(before);
    expect(await revisions()).toEqual(['began', 'saved', 'saved', 'moved', 'copied', 'removed', 'restored']);
    expect(await page(`${lesson}/history`)).toContain('A block removed on 24 November 2026 at 10:00');
  });

  it('says what is wrong with a block, and gives back what was typed', async () => {
    const answer = await trainer.submit(`${lesson}/blocks/doubt`, {
      base: await base(),
      style: 'tip',
      title: '',
      markdown: 'Typed\n::: case "Smuggled" {#x}',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Give the note a title');
    expect(answer.text).toContain('A line cannot begin with :::');
    expect(answer.text).toContain('Typed\n::: case');
    const half = await trainer.submit(
      `${lesson}/blocks`,
      { kind: 'law', 'words-0': 'Words' },
      `${lesson}/blocks/new?kind=law`,
    );
    expect(half.text).toContain('Choose where wording 1 is the law');
  });

  it('takes questions of every kind, showing the fields of another kind before anything is saved', async () => {
    const before = await textOf();
    const form = `${lesson}/blocks/new?kind=check-yourself`;
    const typed = { kind: 'check-yourself', behind: 'doubt', stem: 'In which order?', 'option-0': 'Find it' };
    const shown = await trainer.submit(`${lesson}/blocks`, { ...typed, asks: 'ordering', verb: 'show' }, form);
    expect([shown.status, await textOf()]).toEqual([200, before]);
    expect(shown.text).toContain('Write the items in their right order.');
    expect(shown.text).toMatch(/Find it\s*<\/textarea>/);
    const items = { 'feedback-0': 'First.', 'option-1': 'Read it', 'feedback-1': 'Then.' };
    const added = await trainer.submit(`${lesson}/blocks`, { ...typed, asks: 'ordering', ...items }, form);
    expect(added.status).toBe(303);
    const words = 'In which order?\n\n- [1] Find it\n  > First.\n- [2] Read it\n  > Then.\n:::';
    expect(await textOf()).toContain(`::: check-yourself ordering {#check-yourself}\n${words}`);
    const block = `${lesson}/blocks/check-yourself`;
    const opened = await page(block);
    expect(opened).toMatch(/value="ordering" checked/);
    const pairs = {
      base: await base(),
      asks: 'matching',
      stem: 'Which?',
      'option-0': 'A decision',
      'match-0': 'To [refuse]',
    };
    const refused = await trainer.submit(block, pairs);
    expect([refused.status, refused.text.includes('Leave [ and ] out of what belongs to it')]).toEqual([422, true]);
    const more = { 'match-0': 'To refuse', 'option-1': 'A statement', 'match-1': 'To wish', 'match-2': 'To order' };
    await trainer.submit(block, { ...pairs, ...more });
    expect(await textOf()).toContain('- [To refuse] A decision\n- [To wish] A statement\n- [To order]\n:::');
    expect(await page(`${draft}/problems`)).toContain('Every option needs feedback');
    await trainer.submit(`${block}/removals`, { base: await base() }, lesson);
    expect(await textOf()).toBe(before);
  });

  it('edits, adds, moves, duplicates and removes the questions of the check, and says what is wrong', async () => {
    const file = /href="(\/studio\/files\/[^"]+)">Questions: 03/.exec(await page(draft))?.[1] ?? '';
    const whole = await textOf(file);
    expect(await page(file)).toContain('Outcome 3, One option is right');
    const now = async () => /name="base" value="(\d+)"/.exec(await page(file))?.[1] ?? '';
    const post = (place: string, fields: Record<string, string | string[]>) =>
      trainer.submit(`${file}/questions${place}`, fields, file);
    const empty = await post('', { key: ' ', asks: 'single' });
    expect(empty.status).toBe(422);
    for (const message of [
      'Give it a short name',
      'Choose the outcome',
      'Write the question',
      'Write at least two options',
    ])
      expect(empty.text).toContain(message);
    const taken = await post('', { key: 'No witness', asks: 'single', outcome: '3' });
    expect(taken.text).toContain('There is a question no-witness already');

    const asked = { outcome: '3', stem: 'What belongs together?', asks: 'matching' };
    const pairs = {
      'option-0': 'England',
      'match-0': 'An Act',
      'feedback-0': 'The Act of 2005.',
      'option-1': 'Scotland',
      'match-1': 'Common law',
      'feedback-1': 'No Act governs it.',
      'match-2': 'Nothing at all',
    };
    expect((await post('', { key: 'By nation!', ...asked, ...pairs })).headers['location']).toBe(file);
    const source =
      '## by-nation {outcome=3 kind=matching}\nWhat belongs together?\n\n- [An Act] England\n  > The Act of 2005.\n- [Common law] Scotland\n  > No Act governs it.\n- [Nothing at all]\n';
    expect((await textOf(file)).endsWith(`\n\n${source}`)).toBe(true);
    await post('/by-nation/moves', { base: await now(), by: 'up' });
    await post('/by-nation/copies', { base: await now() });
    expect(await textOf(file)).toContain('\n\n## by-nation-2 {outcome=3 kind=matching}');
    await post('/by-nation-2/removals', { base: await now() });
    expect(await page(file)).toContain('A question was removed.');
    expect(await page(`${draft}/problems`)).toContain('The draft is whole');

    // About the learner's own Trust: the answers of the policy question are what it offers.
    const local = { base: await now(), outcome: '3', asks: 'local', policyQuestion: 'copy_accepted', stem: 'A copy?' };
    const shown = await post('/by-nation', { ...local, verb: 'show' });
    expect(shown.text).toMatch(/left empty, it is not offered/);
    await post('/by-nation', {
      ...local,
      'option-0': 'Yes',
      'feedback-0': 'Yes.',
      'option-1': 'No',
      'feedback-1': 'No.',
    });
    expect(await textOf(file)).toMatch(/## by-nation \{outcome=3 local=copy_accepted\}\nA copy\?\n\n- \[[a-z_]+\] Yes/);

    // Somebody else saves it meanwhile: both texts are shown, and neither is lost.
    const base = await now();
    const changed = {
      base,
      outcome: '3',
      asks: 'true_false',
      stem: 'So it is.',
      right: '0',
      'feedback-0': 'Y.',
      'feedback-1': 'N.',
    };
    await other.submit(`${file}/questions/by-nation`, changed, file);
    const late = await post('/by-nation', { ...changed, stem: 'So it is not.' });
    expect([late.status, late.text.includes('changed this question while you were writing')]).toEqual([409, true]);
    expect(late.text).toContain('So it is not.');
    expect(late.text).toContain('## by-nation {outcome&#x3D;3 kind&#x3D;true-false}');
    await trainer.get(`${lesson}/questions/new`).expect(404);
    await post('/by-nation/removals', { base: await now() });
    expect(await textOf(file)).toBe(`${whole.trim()}\n`);
  });

  it('says how questions are drawn, and which outcome is tested where', async () => {
    const matrix = await page(`${draft}/outcomes`);
    expect(matrix).toMatch(/data-label="Northern Ireland" class="bh-table__number">\d+</);
    expect(matrix).not.toContain('No question that counts');
    const asked = await app.statementsOf(() => trainer.get(`${draft}/outcomes`).expect(200));
    expect(asked.length).toBeLessThan(6);
    const settings = `${draft}/settings`;
    const form = await page(settings);
    const value = (name: string) =>
      new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(form)?.[1] ??
      new RegExp(`name="${name}"[^>]*>\\s*([^<]*)</textarea>`).exec(form)?.[1]?.trim() ??
      '';
    const names = ['base', 'title', 'code', 'summary', 'minutes', 'pass_mark', 'attempts', 'fact_age_limit_months'];
    const typed = Object.fromEntries(
      [...names, 'audience', 'outcomes', 'credits', 'introduction'].map((name) => [name, value(name)]),
    );
    const refused = await trainer.submit(settings, { ...typed, draws: 'three of copies' });
    expect([refused.status, refused.text.includes('such as: 3 of formalities')]).toEqual([422, true]);
    expect((await trainer.submit(settings, { ...typed, shuffle: 'yes', draws: '2 of Copies' })).status).toBe(303);
    const courseFile = async () => {
      const [row] = await app.db.query<{ text: string }>(
        `select r.text from course_draft_file f join course_draft_revision r on r.file_id = f.id and r.number = f.current_number
         where f.draft_id = $1 and f.name = 'course.md'`,
        [draft.split('/').at(-1)],
      );
      return row?.text ?? '';
    };
    expect(await courseFile()).toMatch(/check:\s+shuffle: true\s+draw:\s+- tag: copies\s+count: 2/);
    expect(await page(settings)).toMatch(/2 of copies\s*<\/textarea>/);
    expect(await page(`${draft}/problems`)).toContain('2 questions with the tag copies are to be drawn');
    const base = /name="base" value="(\d+)"/.exec(await page(settings))?.[1] ?? '';
    await trainer.submit(settings, { ...typed, base, draws: '' });
    expect(await courseFile()).not.toContain('check:');
  });

  it('gives advice beside the lesson, and keeps nobody from going on', async () => {
    expect(await page(lesson)).toMatch(/Reading age: about \d+ years/);
    const words = 'Press [here](https://example.org) before you read her living will.';
    await trainer.submit(`${lesson}/blocks/doubt`, { base: await base(), style: 'tip', title: 'Ask', markdown: words });
    const advised = await page(lesson);
    expect(advised).toContain('The link “here” does not say where it leads.');
    expect(advised).toMatch(
      /Instead of “living will” write “advance decision”[^<]*<a href="[^"]*blocks\/doubt">Note: Ask</,
    );
    const seen = await base();
    await trainer.submit(`${lesson}/restorations`, { number: String(Number(seen) - 1), seen }, `${lesson}/history`);
    expect(await page(lesson)).not.toContain('The link “here”');
  });

  it('lets two people change other blocks of one lesson at the same time', async () => {
    const both = await base();
    await other.submit(`${lesson}/blocks/front-door`, { base: both, title: 'At the door', markdown: 'Another case.' });
    const mine = await trainer.submit(`${lesson}/blocks/doubt`, {
      base: both,
      style: 'tip',
      title: 'Ask',
      markdown: 'Mine.',
    });
    expect(mine.status).toBe(303);
    expect(await textOf()).toMatch(/Another case\.[^]*Mine\./);
    expect(await page(`${lesson}/blocks/doubt`, other)).toContain('saved this a moment ago and may still be writing');
  });

  it('shows both texts to whoever changes the same words second, and loses neither', async () => {
    const both = await base();
    const words = (markdown: string) => ({ base: both, style: 'tip', title: 'Ask', markdown });
    await other.submit(`${lesson}/blocks/doubt`, words('Theirs.'));
    const second = await trainer.submit(`${lesson}/blocks/doubt`, words('Yours.'));
    expect(second.status).toBe(409);
    expect(second.text).toContain('changed this block while you were writing');
    expect(second.text).toContain('Theirs.');
    expect(second.text).toContain('Yours.');
    const now = /name="base" value="(\d+)"/.exec(second.text)?.[1] ?? '';
    await trainer.submit(`${lesson}/blocks/doubt`, { ...words('Yours.'), base: now });
    expect(await textOf()).toContain('Yours.');
    await other.submit(`${lesson}/blocks/doubt/removals`, { base: await base() }, lesson);
    const gone = await trainer.submit(`${lesson}/blocks/doubt`, { ...words('Still mine.'), base: now }, lesson);
    expect(gone.text).toContain('removed this block while you were writing');
    expect(gone.text).toContain('Still mine.');
  });

  it('keeps words while one types, and says so when it cannot', async () => {
    const address = `${lesson}/blocks/reflect-validity`;
    const token = await trainer.token(address);
    const keep = (fields: Record<string, string>) =>
      trainer.post(address, { _csrf: token, piece: 'reflect-validity', ...fields }).set('Accept', 'application/json');
    const first = await base();
    const kept = await keep({ base: first, markdown: 'Half a' });
    expect(kept.body).toMatchObject({ number: Number(first) + 1, block: 'reflect-validity' });
    expect(await textOf()).toContain('Half a\n:::');
    expect((await keep({ base: first, markdown: 'Stale' })).status).toBe(409);
    expect((await keep({ base: String(Number(first) + 1), markdown: '' })).body).toEqual({
      message: 'Write the words of the block',
    });
    const presence = await other.post(`${lesson}/presence`, { _csrf: await other.token(lesson) });
    expect(presence.body).toMatchObject({ others: [] });
    const seen = await trainer.post(`${lesson}/presence`, { _csrf: token });
    expect((seen.body as { others: string[] }).others).toHaveLength(1);
  });

  it('edits any file as text, settings and details by form', async () => {
    const number = await base();
    const text = await textOf();
    await trainer.submit(`${lesson}/text`, { base: number, text: text.replace('Half a', 'Whole') });
    expect(await textOf()).toContain('Whole');
    const stale = await trainer.submit(`${lesson}/text`, { base: number, text: 'Mine alone' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Mine alone');
    const details = { base: await base(), title: 'Valid or not', minutes: '12', summary: 'S', outcomes: ['2'] };
    expect((await trainer.submit(`${lesson}/details`, details)).text).toContain('at most ten minutes');
    const answer = await trainer.submit(`${lesson}/details`, { ...details, base: '1' });
    expect(answer.text).toContain('name="base" value="1"');
    await trainer.submit(`${lesson}/details`, { ...details, minutes: '9' });
    expect(await textOf()).toMatch(/^---\nslug: is-it-valid\ntitle: Valid or not\nminutes: 9\noutcomes:/);
  });

  it('opens no form over settings that cannot be read, and says where they are put right', async () => {
    const before = await textOf();
    const broken = before.replace(/^title: .*$/m, 'title: [unclosed');
    await trainer.submit(`${lesson}/text`, { base: await base(), text: broken });
    const answer = await trainer.get(`${lesson}/details`).expect(422);
    expect(answer.text).toContain('is not YAML');
    expect(answer.text).toContain('Edit as text');
    await trainer.submit(`${lesson}/text`, { base: await base(), text: before });
    await trainer.get(`${lesson}/details`).expect(200);
  });

  it('goes by the title of its course, however that is written, and never loses the file that holds it', async () => {
    const settings = await page(`${draft}/settings`);
    const course = /data-presence="(\/studio\/files\/[^/]+)\/presence"/.exec(settings)?.[1] ?? '';
    const text = await textOf(course);
    const number = /name="base" value="(\d+)"/.exec(await page(`${course}/text`))?.[1] ?? '';
    await trainer.submit(`${course}/text`, {
      base: number,
      text: text.replace(/^title: .*$/m, 'title: Under a new name'),
    });
    expect(await page(draft)).toContain('Under a new name');
    await trainer.submit(`${course}/text`, { base: String(Number(number) + 1), text });
    expect((await trainer.submit(`${course}/removals`, {}, draft)).status).toBe(404);
    expect((await trainer.submit(`${course}/copies`, {}, draft)).status).toBe(404);
  });

  it('begins a course that is new, and says what it lacks', async () => {
    const begun = await trainer.submit('/studio/new', { title: 'Talking early' });
    const settings = begun.headers['location'] ?? '';
    expect(settings).toMatch(/settings$/);
    const fields = {
      base: '1',
      title: 'Talking early',
      code: 'BFH-T-1',
      summary: 'A short course.',
      minutes: '20',
      pass_mark: '80',
      attempts: '',
      fact_age_limit_months: '24',
      audience: 'Nurses',
      outcomes: 'Begin the talk\n7. End it',
      introduction: 'Welcome.',
    };
    expect((await trainer.submit(settings, { ...fields, pass_mark: '120' })).text).toContain('from 1 to 100');
    expect((await trainer.submit(settings, { ...fields, pause_minutes: '1.5' })).text).toContain('whole minutes');
    const strict = { ...fields, pause_minutes: '60', feedback: 'at_once' };
    const place = (await trainer.submit(settings, strict)).headers['location'] ?? '';
    expect(await page(settings)).toMatch(/name="pause_minutes"[^>]*value="60"/);
    expect(await page(settings)).toMatch(/value="at_once" checked/);
    const added = { title: 'First words', minutes: '5', summary: 'S', outcomes: ['1', '7'] };
    const first = (await trainer.submit(`${place}/lessons`, added, `${place}/lessons/new`)).headers['location'] ?? '';
    expect(await textOf(first)).toContain('outcomes:\n  - 1\n  - 7');
    const twice = await trainer.submit(`${place}/lessons`, added, `${place}/lessons/new`);
    expect(twice.text).toContain('has this title, or nearly');
    expect(await page(`${place}/problems`)).toContain('A lesson opens with a case');
    expect((await trainer.submit('/studio/new', { title: 'Talking  early' })).text).toContain(
      'There is a course with this title',
    );
    await trainer.submit(`${place}/discards`, {}, place);
    await trainer.get(place).expect(409);
  });

  it('gives back what was typed to somebody whose session has ended', async () => {
    const lapsed = app.browser();
    await lapsed.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const token = await lapsed.token(lesson);
    await app.db.query('delete from session');
    const answer = await lapsed.post(`${lesson}/blocks/front-door`, {
      _csrf: token,
      base: '1',
      markdown: 'Long thought about',
    });
    expect(answer.text).toContain('Long thought about');
    const again = await lapsed.post(`${lesson}/blocks/front-door`, {
      _csrf: /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1]?.replaceAll('&#x3D;', '=') ?? '',
      base: '1',
      markdown: 'Long thought about',
    });
    expect(again.text).toContain('Long thought about');
    expect(again.text).toContain('Sign in in another tab');
  });
});

describe('tailoring in the studio', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let block: string;
  let base: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const draft =
      (await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio')).headers['location'] ?? '';
    const lesson = /href="(\/studio\/files\/[^"]+)">Is it valid\?</.exec(await page(draft))?.[1] ?? '';
    block = `${lesson}/blocks/attorney-policy`;
  });
  afterAll(() => app.close());

  const page = async (address: string) => (await trainer.get(address).expect(200)).text;
  const open = async () => {
    const html = await page(block);
    base = /name="base" value="(\d+)"/.exec(html)?.[1] ?? '';
    return html;
  };

  it('reads rules back in English, with whom each reaches and what is wrong with it', async () => {
    const html = await open();
    expect(html).toContain('For learners whose Trust’s answer to “');
    expect(html).toMatch(/\d+ Trusts? (and|or) boards?, \d+ learners?/);
    expect(html).toContain('an answer that it asks for is not known');
    expect(html).toContain('reads the words for everyone else');
  });

  it('builds a rule condition by condition, saving nothing until it is asked to', async () => {
    await open();
    const start = { base, key: 'Welsh ambulances', markdown: 'Wales reads this.' };
    const added = await trainer.submit(
      `${block}/variants`,
      { ...start, add: 'nation', verb: 'add' },
      `${block}/variants/new`,
    );
    expect(added.status).toBe(200);
    expect(added.text).toContain('Condition 1: Nation where they work');
    const one = { ...start, 'about-0': 'nation', 'values-0': 'wales' };
    const checked = await trainer.submit(`${block}/variants`, { ...one, verb: 'check' }, `${block}/variants/new`);
    expect(checked.text).toContain('For learners who work in Wales.');
    expect(checked.text).toMatch(/\d+ Trusts and boards, \d+ learners?\. Everyone else/);
    const half = await trainer.submit(
      `${block}/variants`,
      { ...one, 'about-1': 'q:copy_accepted', 'test-1': 'is', verb: 'save' },
      `${block}/variants/new`,
    );
    expect(half.status).toBe(422);
    expect(half.text).toContain('Choose at least one answer to');
    const two = {
      ...one,
      'about-1': 'q:lpa_check_required',
      'test-1': 'is',
      'values-1': ['yes'],
      'not-1': 'yes',
      combine: 'any',
      verb: 'save',
    };
    const saved = await trainer.submit(`${block}/variants`, two, `${block}/variants/new`);
    expect(saved.headers['location']).toBe(block);
    expect(await open()).toMatch(/For learners who work in Wales, or for whom this is not so: whose Trust’s answer to/);
    const form = await page(`${block}/variants/welsh-ambulances`);
    expect(form).toContain('value="wales" checked');
  });

  it('says which variant nobody would get, and moves and removes variants', async () => {
    await open();
    const same = {
      base,
      key: 'again',
      markdown: 'Never read.',
      'about-0': 'nation',
      'values-0': 'wales',
      verb: 'save',
    };
    await trainer.submit(`${block}/variants`, same, `${block}/variants/new`);
    expect(await open()).toContain('Nobody ever gets it, because');
    await trainer.submit(`${block}/variants/again/moves`, { base, by: 'up' }, block);
    const html = await open();
    expect(html.indexOf('variants/again"')).toBeLessThan(html.indexOf('variants/welsh-ambulances"'));
    await trainer.submit(`${block}/variants/again/removals`, { base }, block);
    expect(await open()).not.toContain('variants/again"');
    await trainer.get(`${block}/variants/again`).expect(404);
    const taken = { ...same, base, key: 'welsh-ambulances' };
    expect((await trainer.submit(`${block}/variants`, taken, `${block}/variants/new`)).text).toContain('has the name');
  });

  it('keeps the variants when the words for everyone else are saved', async () => {
    await open();
    await trainer.submit(block, { base, mode: 'informs', default: 'Ask.' });
    expect(await open()).toContain('variants/welsh-ambulances"');
  });
});

describe('previewing a draft', () => {
  let app: TestApp;
  let trainer: TestBrowser;
  let draft: string;
  let lesson: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    draft =
      (await trainer.submit('/studio/drafts', { course: 'advance-decisions' }, '/studio')).headers['location'] ?? '';
    lesson = /href="(\/studio\/files\/[^"]+)">Is it valid\?</.exec(await page(draft))?.[1] ?? '';
  });
  afterAll(() => app.close());

  const page = async (address: string, as = trainer) => (await as.get(address).expect(200)).text;

  it('shows a lesson as somebody at any Trust, known, unknown or closed, in any nation', async () => {
    expect(await page(`${lesson}/preview?at=ZZ1`)).toContain('Nurse at Riverbank');
    const nowhere = await page(`${lesson}/preview?nation=scotland&profession=paramedic`);
    expect(nowhere).toContain('a workplace in Scotland that nobody knows');
    expect(nowhere).toContain('At common law expect the same questions');
    expect(nowhere).not.toContain('A lasting power of attorney is not');
    expect(await page(`${lesson}/preview?at=R1C`)).toContain('It closed on ');
    expect(await page(`${lesson}/preview?at=qqqqqqqq`)).toContain('is not in the directory');
    expect(await page(`${lesson}/preview?nation=mars&profession=pirate`)).toContain('in England that nobody knows');
  });

  it('sets two learners side by side and marks what differs', async () => {
    const two = await page(`${lesson}/preview?at=ZZ1&beside=yes&at2=&nation2=scotland`);
    const marks = two.match(/bh-preview__row--differs/g)?.length ?? 0;
    expect(marks).toBeGreaterThan(1);
    expect(two).toContain(`${String(marks)} blocks differ between the two`);
    expect(await page(`${lesson}/preview?at=ZZ1&beside=yes&at2=ZZ1`)).toContain('Both read the same.');
  });

  it('is shared by a link that nobody can guess, until it is withdrawn', async () => {
    const made = await trainer.submit(`${draft}/preview-links`, {});
    const html = await page(made.headers['location'] ?? '');
    const link = /(\/draft-preview\/[\w-]{43})/.exec(html)?.[1] ?? '';
    const [row] = await app.db.query<{ hash: string }>('select hash from course_preview_link');
    expect(link).not.toContain(row?.hash ?? link);
    const visitor = app.browser();
    const first = (await visitor.get(link).expect(303)).headers['location'] ?? '';
    const shown = await visitor.get(`${first}?at=ZZ1`).expect(200);
    expect(shown.text).toContain('Preview of a draft');
    expect(shown.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(shown.text).not.toContain('/studio/');
    await visitor.get('/draft-preview/guessed').expect(404);
    const id = /name="link" value="([^"]+)"/.exec(html)?.[1] ?? '';
    await trainer.submit(`${draft}/preview-withdrawals`, { link: id }, `${draft}/preview-links`);
    await visitor.get(first).expect(410);
  });
});
