import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AskedQuestion } from '../../src/courses/questions.types.js';
import { kindOf, rightAnswer } from '../../src/courses/question-answers.rules.js';
import { fieldValues, itemField } from '../../src/learning/knowledge-check/answer.form.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { TestLearner } from './learner.js';
import { publishSmallCourse, questionsOfACase, questionsOfAllKinds } from './small-course.js';

/** The fields of a form that gives this answer. */
function fieldsOf(question: AskedQuestion, answer: string): Record<string, string | string[]> {
  const values = fieldValues(question, answer);
  const isListed = ['ordering', 'matching'].includes(kindOf(question));
  return isListed ? Object.fromEntries(values.map((value, at) => [itemField(at), value])) : { answer: values };
}

describe('questions of all kinds', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    browser = await startBrowser();
    await publishSmallCourse(app, 1, questionsOfAllKinds);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const begun = async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const attempt = await learner.startCheck();
    return { learner, attempt, asked: await learner.asked(attempt) };
  };
  const send = (learner: TestLearner, attempt: string, position: number, fields: Record<string, string | string[]>) =>
    learner.browser.submit(`${attempt}/questions/${String(position)}/answers`, fields, '/account');

  it('are asked in an order that gives nothing away, and true before false', async () => {
    for (let times = 0; times < 6; times += 1) {
      const { asked } = await begun();
      expect(asked.map(({ kind }) => kind)).toEqual(['multiple', 'ordering', 'matching', 'true_false']);
      expect(asked[1]?.options.map(({ place }) => place)).not.toEqual([1, 2, 3]);
      expect(asked[2]?.choices).toHaveLength(4);
      expect(asked[3]?.options.map(({ html }) => html)).toEqual(['True', 'False']);
    }
    const { learner, attempt, asked } = await begun();
    const [, order] = asked;
    const page = await learner.page(`${attempt}/questions/2`);
    // The fields go by the place where an item is shown, not by its own.
    for (const [at, { html }] of (order?.options ?? []).entries())
      expect(page).toContain(`<label class="nhsuk-label" for="answer-${String(at + 1)}">${html}</label>`);
    expect(page).toContain('Each one in its right place earns 33 % of the mark.');
  });

  it('keep what is wrong on the page, with what was chosen', async () => {
    const { learner, attempt } = await begun();
    const none = await send(learner, attempt, 1, {});
    expect([none.status, none.text.includes('Choose at least one answer')]).toEqual([422, true]);
    const twice = await send(learner, attempt, 2, { 'answer-1': '1', 'answer-2': '2', 'answer-3': '2' });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('Give each place to one only: 2 is given more than once');
    expect(twice.text).toContain('href="#answer-3"');
    expect(twice.text.match(/<option value="2" selected>/g)).toHaveLength(2);
    const part = await send(learner, attempt, 3, { 'answer-1': '1', 'answer-3': '1' });
    expect(part.text).toContain('Choose a match for each');
    expect(await learner.page(attempt)).toContain('4 questions are unanswered');
  });

  it('earn part of a mark, which never rounds up to a pass, and say what was right and what was not', async () => {
    const { learner, attempt, asked } = await begun();
    // Two thirds of the pairs, everything else rightly: 3.66 of 4 is 91 %.
    for (const [at, question] of asked.entries()) {
      const right = rightAnswer(question);
      const answer = kindOf(question) === 'matching' ? right.replace(/\S+$/, 'a') : right;
      const sent = await send(learner, attempt, at + 1, fieldsOf(question, answer));
      expect(sent.status).toBe(303);
    }
    const overview = await learner.page(attempt);
    expect(overview).toContain('<ol><li><strong>Find it</strong></li><li><strong>Read it</strong></li>');
    expect(overview).toContain('An advance statement: <strong>Refuses treatment</strong>');
    await learner.submit(attempt);
    const feedback = await learner.page(attempt);
    expect(feedback).toContain('3.66 of 4 marks, 91 %');
    expect(feedback).toContain('Partly right: 66 % of the mark');
    expect(feedback).toContain('Belongs to it: Says what is wished for. You chose: Refuses treatment.');
    expect(feedback).toContain('You left it out rightly');
    const [kept] = await app.db.query('select core_right as right, core_of as of, passed from attempt where id = $1', [
      attempt.split('/').at(-1),
    ]);
    expect(kept).toEqual({ right: 3.66, of: 4, passed: true });
    const courses = app.browser();
    await courses.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    const statistics = (await courses.get('/statistics/small/1/questions').expect(200)).text;
    expect(statistics).toContain('pairs');
  });

  it('are answered and read on a phone, without JavaScript, by anybody', async () => {
    const { learner, attempt, asked } = await begun();
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, app.url, await learner.email());
    await page.goto(`${app.url}${attempt}/questions/1`);
    await page.getByLabel('Writing').check();
    await page.getByLabel('A fee').check();
    await page.getByRole('button', { name: 'Save and go on' }).click();
    for (const [at] of asked[1]?.options.entries() ?? [])
      await page.locator(`#${itemField(at)}`).selectOption(String(at + 1));
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByLabel('An advance decision').selectOption('Refuses treatment');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('Choose a match for each').first().waitFor();
    await page.getByLabel('A lasting power of attorney').selectOption('Appoints somebody');
    await page.getByLabel('An advance statement').selectOption('Says what is wished for');
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByLabel('False').check();
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByRole('heading', { name: 'You have not passed this time' }).waitFor();
    await context.close();
  });

  it('have pages without a fault, at every width', async () => {
    const { learner, attempt } = await begun();
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, app.url, await learner.email());
    const found: string[] = [];
    for (const position of [1, 2, 3, 4])
      found.push(...(await problemsAt(page, `${app.url}${attempt}/questions/${String(position)}`, 60_000)));
    const asked = await learner.asked(attempt);
    for (const [at, question] of asked.entries())
      await send(learner, attempt, at + 1, fieldsOf(question, rightAnswer(question).split(' ').reverse().join(' ')));
    found.push(...(await problemsAt(page, `${app.url}${attempt}`, 60_000)));
    await learner.submit(attempt);
    found.push(...(await problemsAt(page, `${app.url}${attempt}`, 60_000)));
    found.push(...(await problemsAt(page, `${app.url}${learner.course}/lessons/recording`, 60_000)));
    expect(found).toEqual([]);
    await context.close();
  });
});

describe('a case that unfolds', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    browser = await startBrowser();
    await publishSmallCourse(app, 1, questionsOfACase);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const begun = async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    return { learner, attempt: await learner.startCheck() };
  };
  const send = async (learner: TestLearner, attempt: string, position: number, answer: string | string[]) =>
    (await learner.browser.submit(`${attempt}/questions/${String(position)}/answers`, { answer }, '/account')).headers[
      'location'
    ];

  it('tells what happens next to whoever has answered, and what they answered stands', async () => {
    const { learner, attempt } = await begun();
    const asked = await learner.asked(attempt);
    expect(asked.map(({ step }) => step?.number ?? null)).toEqual([null, 1, 2, 3]);
    // Ahead of time, by address or by form: to the step that is next.
    for (const position of ['3', '4']) {
      const early = await learner.browser.get(`${attempt}/questions/${position}`);
      expect([early.status, early.headers['location']]).toEqual([303, `${attempt}/questions/2`]);
    }
    expect(await send(learner, attempt, 4, 'a')).toBe(`${attempt}/questions/1`);
    const overview = await learner.page(attempt);
    expect(overview).toContain('The case has not come so far yet');
    expect(overview).not.toContain('His daughter says');
    const first = await learner.page(`${attempt}/questions/2`);
    expect(first).toContain('Mr Fiktiv is brought in: step 1 of 3');
    expect(first).toContain('you cannot change this answer once you have gone on');
    expect(first).not.toContain('His daughter says');
    expect(await send(learner, attempt, 2, 'b')).toBe(`${attempt}/questions/3`);
    const second = await learner.page(`${attempt}/questions/3`);
    expect(second).toMatch(/He carries a paper[\s\S]+You answered:[\s\S]+Lose it[\s\S]+His daughter says/);
    // Another answer to the step that is gone on from is not taken.
    expect(await send(learner, attempt, 2, 'a')).toBe(`${attempt}/questions/3`);
    const back = await learner.page(`${attempt}/questions/2`);
    expect(back).toContain('You answered, and the case has gone on from there:');
    expect(back).not.toContain('type="radio"');
    expect(await send(learner, attempt, 3, ['a', 'b'])).toBe(`${attempt}/questions/4`);
    expect(await send(learner, attempt, 4, 'b')).toBe(`${attempt}/questions/1`);
    // The last step may be changed until all is submitted.
    expect(await send(learner, attempt, 4, 'a')).toBe(`${attempt}/questions/1`);
    expect(await send(learner, attempt, 1, 'a')).toBe(attempt);
    await learner.submit(attempt);
    const feedback = await learner.page(attempt);
    expect(feedback).toContain('3 of 4 right, 75 %');
    expect(feedback).toContain('Mr Fiktiv is brought in: step 3 of 3');
  });

  it('has pages without a fault', async () => {
    const { learner, attempt } = await begun();
    const page = await (await browser.newContext()).newPage();
    await signIn(page, app.url, await learner.email());
    await send(learner, attempt, 2, 'a');
    const found: string[] = [];
    for (const place of ['/questions/2', '/questions/3', ''])
      found.push(...(await problemsAt(page, `${app.url}${attempt}${place}`, 60_000)));
    expect(found).toEqual([]);
  });
});

describe('a check that draws its questions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    const lone = (key: string, tags: string) =>
      `## ${key} {outcome=1${tags}}\nWhat about ${key}?\n\n- [x] A\n  > A.\n- [ ] B\n  > B.\n\n`;
    const pool = ['one', 'two', 'three', 'four', 'five', 'six'].map((key) => lone(key, ' tags=pool'));
    await publishSmallCourse(app, 1, [lone('always', ''), ...pool].join(''), [
      'check: { shuffle: true, draw: [{ tag: pool, count: 3 }] }',
    ]);
  });
  afterAll(() => app.close());

  it('asks others at the next attempt, and marks by those that were asked', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const draws: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      const attempt = await learner.startCheck();
      const keys = (await learner.asked(attempt)).map(({ key }) => key);
      expect(keys).toHaveLength(4);
      expect(keys).toContain('always');
      draws.push(keys.join());
      await learner.answerAll(attempt, 2);
      await learner.submit(attempt);
      expect(await learner.page(attempt)).toContain('2 of 4 right, 50 %');
    }
    // Of 20 draws in 24 orders, three are not the same.
    expect(new Set(draws).size).toBeGreaterThan(1);
  });
});

async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((to) => to.pathname !== '/sign-in');
}
