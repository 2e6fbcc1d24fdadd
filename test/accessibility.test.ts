import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { MailedLinks } from '../src/accounts/mailed-links/mailed-links.js';
import { ImpactsService } from '../src/changes/impacts.service.js';
import { QuestionBankService } from '../src/courses/question-bank.service.js';
import { zipOf } from '../src/courses/portable/course-zip.js';
import { FactsImportService } from '../src/policies/facts-import.service.js';
import { Cookies } from '../src/platform/http/cookies.js';
import { Completions } from './certificates/completions.js';
import { TestLearner } from './learning/learner.js';
import { smallestCourse } from './courses/course-files.js';
import { factCsv, factFolder } from './policies/fact-file.js';
import { startBrowser } from './support/browser.js';
import { problemsAt } from './support/page-problems.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const PUBLIC = [
  '/open-data',
  '/',
  '/welcome/law?nation=england&answer=follow',
  '/welcome/workplaces?nation=wales&text=cardiff',
  '/welcome/workplaces?nation=wales&text=nowhere',
  '/welcome/workplaces/RX6',
  '/courses',
  '/courses?q=advanse+desicions',
  '/courses?q=xylophone&length=short',
  '/courses/advance-decisions',
  '/trusts',
  '/trusts?q=gateshed',
  '/trusts?nation=scotland',
  '/trusts/RX6',
  '/trusts/ZZ1',
  '/trusts/R1C',
  '/trusts/ZZ1/card',
  '/verify',
  '/verify?number=abc',
  '/verify/0000-0000-0000-0000-0',
  '/badges/issuer',
  '/badges/achievements/advance-decisions/1/sample',
  '/sign-in',
  '/register',
  '/register?workplace=ZZ1',
  '/register?workplace=elsewhere',
  '/register/sent',
  '/confirm',
  '/confirm/sent',
  '/confirm/no-such-link',
  '/reset-password',
  '/reset-password/sent',
  '/reset-password/with/no-such-link',
  '/privacy',
  '/who-sees-what',
  '/accessibility',
  '/cookies',
  '/outbox',
  '/no-such-page',
  '/trusts/%00',
];
const LANDSCAPE = [
  '/trusts/ZZ1?on=2026-06-01',
  '/trusts/ZZ1?on=soon',
  '/trusts/ZZ1/history',
  '/trusts/ZZ1/reports/new',
  '/areas',
  '/areas?q=nowhere',
  '/areas/Y63',
  '/areas/wales',
  '/areas/QHM/questions/copy_accepted',
  '/compare',
  '/compare?codes=ZZ1,ZZ2',
  '/compare?codes=RXE,RX1',
  '/compare?codes=ZZ1&q=york',
  '/good-practice',
];
const LANDSCAPE_FOR_STAFF = [
  '/studio',
  '/areas/QHM',
  '/areas/QHM/questions/policy_exists',
  '/compare?codes=RXE,RX1',
  '/compare?codes=RXE&with=area',
];
const LEARNER = [
  '/account',
  '/account/details',
  '/account/password',
  '/account/workplaces',
  '/account/workplaces/new',
  '/account/workplaces/new?workplace=elsewhere',
  '/learning',
  '/people',
];
const COURSE = 'advance-decisions';
const ADMIN = [
  '/people',
  '/audit',
  '/facts',
  `/courses/${COURSE}/versions/1/reviews`,
  '/changes',
  '/changes?settled=yes',
];
const PARTNERS = [
  '/imports/new',
  '/partnerships',
  '/partnerships?text=riverbank',
  '/partnerships/ZZ2',
  '/partnerships/RX6',
  '/offers',
  '/offers/new?text=riverbank',
];

const AUTHOR = [
  '/course-files',
  '/course-files/advance-decisions',
  '/course-imports/new',
  '/course-files/advance-decisions/scorm?q=riverbank',
  '/question-bank',
  '/question-bank?q=nothing',
];

let app: TestApp;
let browser: Browser;
let password: string;

beforeAll(async () => {
  app = await startTestApp({ sample: true });
  browser = await startBrowser();
  password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function signedIn(email: string): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.close();
  return context;
}

async function check(context: BrowserContext, paths: string[]): Promise<string[]> {
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of paths) found.push(...(await problemsAt(page, app.url + path)));
  await context.close();
  return found;
}

/** Shows a browser what was answered without one. */
async function checkAnswer(
  path: string,
  answer: { status: number; text: string; headers: Record<string, string | undefined> },
): Promise<string[]> {
  const context = await browser.newContext();
  await context.route(app.url + path, (route) =>
    route.fulfill({
      status: answer.status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'server-timing': answer.headers['server-timing'] ?? '' },
      body: answer.text,
    }),
  );
  return check(context, [path]);
}

describe('every page is valid, accessible, light, and fits a phone', () => {
  it('for visitors', async () => {
    expect(await check(await browser.newContext(), PUBLIC)).toEqual([]);
  });

  it('for a learner', async () => {
    expect(await check(await signedIn('learner@beforehand.example'), LEARNER)).toEqual([]);
  });

  it('for an administrator', async () => {
    const [one] = await app.db.query<{ person: string; fact: string }>(
      `select (select id from person limit 1) as person, f.id as fact from policy_fact f
       where not exists (select from policy_verification v where v.fact_id = f.id) limit 1`,
    );
    const paths = [...ADMIN, `/people/${one?.person ?? ''}`, `/facts/${one?.fact ?? ''}`];
    expect(await check(await signedIn('admin@beforehand.example'), paths)).toEqual([]);
  });

  it('for who takes the course, fails its knowledge check and passes it', async () => {
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol(COURSE);
    const lessons = await app.db.query<{ slug: string }>(
      'select l.slug from course_lesson l join enrolment e on e.course_version_id = l.version_id where e.id = $1 order by position',
      [learner.enrolmentId],
    );
    const open = await learner.startCheck();
    const during = [`${learner.course}/lessons/find-record-flag`, learner.course, `${open}/questions/1`, open];
    expect(await check(await signedIn(await learner.email()), during)).toEqual([]);
    const failed = await learner.tryCheck(0);
    const passed = await learner.tryCheck(99);
    await learner.readAll(lessons.map(({ slug }) => slug));
    expect(await check(await signedIn(await learner.email()), [failed, passed])).toEqual([]);
  });

  it('for who never said where they work', async () => {
    const learner = await TestLearner.at(app, null);
    await learner.enrol(COURSE);
    const lesson = `${learner.course}/lessons/find-record-flag`;
    expect(await check(await signedIn(await learner.email()), [lesson])).toEqual([]);
  });

  it('for who opens a link that was mailed', async () => {
    const { personId } = await TestLearner.at(app, null);
    const links = app.get<MailedLinks>(MailedLinks);
    const paths = [
      `/confirm/${await links.issue(personId, 'confirm')}`,
      `/reset-password/with/${await links.issue(personId, 'reset')}`,
    ];
    expect(await check(await browser.newContext(), paths)).toEqual([]);
  });

  it('for those who read about areas and set Trusts side by side', async () => {
    expect(await check(await browser.newContext(), LANDSCAPE)).toEqual([]);
    expect(await check(await signedIn('trainer@beforehand.example'), LANDSCAPE_FOR_STAFF)).toEqual([]);
  });

  it('for those who tell us something, and who read it', async () => {
    const reader = app.browser();
    const fields = { kind: 'newer', question: '', words: 'W'.repeat(300), url: '', email: 'reader@example.org' };
    const sent = (await reader.submit('/trusts/ZZ1/reports', fields, '/trusts/ZZ1/reports/new')).headers['location'];
    const [found] = await app.db.query<{ report: string; fact: string }>(
      `select (select id from policy_report limit 1) as report, (select f.id from policy_fact f join policy_verification v on v.fact_id = f.id
         where f.superseded_at is null and f.paraphrase is not null and f.state = 'stated' limit 1) as fact`,
    );
    expect(await check(await browser.newContext(), [sent ?? ''])).toEqual([]);
    const staff = await signedIn('trainer@beforehand.example');
    const share = `/good-practice/new?fact=${found?.fact ?? ''}`;
    expect(await check(staff, ['/reports', `/reports/${found?.report ?? ''}`, share])).toEqual([]);
  });

  it('for those who decide what follows from a change of policy', async () => {
    const folder = await factFolder();
    const confirmed = { organisation: 'ZZ1', standing: 'confirmed', confirmed_on: '2026-11-20' };
    const file = await folder.write('news.csv', factCsv({ ...confirmed, value: 'original_required' }));
    await app.get<FactsImportService>(FactsImportService).import(file, { apply: true });
    await folder.remove();
    const [impact] = await app.db.query<{ id: string }>('select id from change_impact');
    await app.get<ImpactsService>(ImpactsService).reckon(impact?.id ?? '');
    const paths = ['', '/people'].map((page) => `/changes/${impact?.id ?? ''}${page}`);
    expect(await check(await signedIn('trainer@beforehand.example'), paths)).toEqual([]);
  });

  it('for those who write courses', async () => {
    const author = app.browser();
    await author.signIn('trainer@beforehand.example', password);
    const bytes = await buffer(zipOf(new Map(Object.entries(smallestCourse)), 'smallest', new Date()));
    const sent = await author.upload('/course-imports', 'file', { name: 'course.zip', bytes }, '/course-imports/new');
    const gift = '::Two::Which? {~%50%a#Yes. ~%50%b ~%-50%c}';
    await app.get<QuestionBankService>(QuestionBankService).importGift(gift, { tag: 'a11y', apply: true });
    const [question] = await app.db.query<{ id: string }>('select id from bank_question');
    const bank = [`/question-bank/${question?.id ?? ''}`, '/question-bank/imports/new'];
    const paths = [...AUTHOR, ...bank, sent.headers['location'] ?? ''];
    expect(await check(await signedIn('trainer@beforehand.example'), paths)).toEqual([]);
  });

  it('for those who work with partners', async () => {
    expect(await check(await signedIn('admin@beforehand.example'), PARTNERS)).toEqual([]);
  }, 180_000);

  it('for those who hold, check and revoke certificates', async () => {
    const completions = await Completions.in(app);
    const own = await completions.numberOf(await completions.complete(await completions.idOf('trainer')));
    const long = await completions.complete(await completions.person('Wilhelmina'.repeat(30)));
    const other = await completions.numberOf(long);
    expect(await check(await browser.newContext(), [`/verify/${own}`, `/verify/${other}`])).toEqual([]);
    const holder = await signedIn('trainer@beforehand.example');
    expect(await check(holder, ['/certificates', `/certificates/${own}?completed=yes`])).toEqual([]);
    const paths = ['/certificates/all', '/certificates/all?text=none', `/certificates/${other}`];
    const admin = await signedIn('admin@beforehand.example');
    expect(await check(admin, [...paths, `/certificates/${other}/revocations/new`])).toEqual([]);
    await completions.review();
    const reviewed = await signedIn('trainer@beforehand.example');
    expect(await check(reviewed, [`/certificates/${own}`])).toEqual([]);
  });

  it('when something goes wrong', async () => {
    const visitor = app.browser();
    const stale = await visitor.post('/sign-in', { email: 'someone@example.org' });
    expect(await checkAnswer('/sign-in', stale)).toEqual([]);
    const large = await visitor.submit('/sign-in', { email: 'x'.repeat(300_000) });
    expect([large.status, await checkAnswer('/sign-in', large)]).toEqual([413, []]);

    const cookies = app.get<Cookies>(Cookies);
    const list = cookies.list.bind(cookies);
    cookies.list = () => {
      throw new Error('on purpose');
    };
    const fault = await visitor.get('/cookies');
    cookies.list = list;
    expect([fault.status, await checkAnswer('/cookies', fault)]).toEqual([500, []]);

    const number = '/verify/0000-0000-0000-0000-0';
    let missed = await visitor.get(number);
    for (let tries = 0; tries < 101 && missed.status !== 429; tries += 1) missed = await visitor.get(number);
    expect([missed.status, await checkAnswer(number, missed)]).toEqual([429, []]);
  });
});
