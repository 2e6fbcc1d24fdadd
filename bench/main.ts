import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { certificates, enrol, type OpenAttempt } from './course.js';
import { issueMany } from './issuing.js';
import { Landscape } from './landscape.js';
import { asEach, type Learner, LEARNERS, makeLearners, PASSWORD, prepareForm, visit } from './learners.js';
import { type Measured, measureFor, measureOnce, type Request } from './load.js';
import { enrolCrowd, makeCrowd, nightlyRun, TOLD } from './reminders.js';
import { fillPortfolios, PORTFOLIOS } from './portfolio.js';
import { residentMb, type Server, startDatabase, startFloor, startProduct } from './product.js';
import { startCounting } from './queries.js';
import { enrolFromFile, fillCatalogue, Rush } from './rush.js';
import { EDITORS, giveWorkplaces, LargeDraft, reachOf } from './studio.js';
import type { Timed } from './timed.js';

/** `npm run bench [-- --only NAME] [-- --json FILE]`: what a page costs, as a ratio to the floor of the same run. The figures depend on the machine, the ratios little. */
const SECONDS = 5;
const FLOOR_SECONDS = 3;
/** Learners who submit a knowledge check, each completing the course and getting a certificate. */
const COMPLETIONS = 400;
const SIGN_INS = 200;

interface Scenario extends Measured {
  name: string;
  queries: number;
  /** Null where a comparison would say nothing: sign-in costs what argon2 is told to cost. */
  ratioToSession: number | null;
  /** What the product's process holds afterwards, in megabytes. */
  rssMb: number;
}

interface Result {
  floors: { http: number; session: number };
  scenarios: Scenario[];
  rssMb: number;
  /** Of the home page with its styles, scripts and pictures, compressed as a browser gets it. */
  firstVisitBytes: number;
}

const { values: options } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const known = [
  'catalogue',
  'my learning',
  'course page',
  'lesson page',
  'trust page',
  'knowledge-check submit',
  'certificate, first render',
  'certificate, again',
  'verification',
  'knowledge-check start, 3,000',
  'portfolio, 400 entries',
  'portfolio for the NMC, 400 entries',
  'sign-in',
  'issuing',
  'enrolling from a file, preview',
  'enrolling from a file',
  'studio draft, 600 blocks',
  'studio lesson, 600 blocks',
  'studio review, 600 blocks',
  'publishing, 600 blocks',
  'search',
  'area page',
  'comparison',
  'import preview',
  'import apply',
  'profile rebuild, one fact',
  'profile rebuild, 10,000 facts',
  'open-data export',
  'reach, counted anew',
  'reach',
  'reminders',
  'reminders, nobody to tell',
] as const;
type Name = (typeof known)[number];
if (options.only !== undefined && !known.some((name) => name === options.only)) {
  console.error(`There is no scenario "${options.only}". They are: ${known.join('; ')}.`);
  process.exit(1);
}
const wanted = (name: Name) => options.only === undefined || options.only === name;

const ground = await startDatabase();
let product: Server | undefined;
let sessionFloor: Server | undefined;
try {
  say('Starting the product in production mode …');
  product = await startProduct(ground);
  const learners = await makeLearners(ground);
  await visit(product.url, learners);
  say(`${String(learners.length)} learners, each with a session of their own.`);
  const bare = await startFloor('http', ground);
  const http = await floorOf(bare, learners);
  await bare.stop();
  say(`Floor "http": ${String(Math.round(http))} requests a second.`);
  sessionFloor = await startFloor('session', ground);
  const session = [await floorOf(sessionFloor, learners)];
  say(`Floor "session": ${String(Math.round(session[0] ?? 0))} requests a second, measured again after each page.`);
  const url = product.url;
  const counter = await startCounting(ground);
  const scenarios: Scenario[] = [];
  const keep = (measured: Omit<Scenario, 'rssMb'>) => {
    const scenario = { ...measured, rssMb: residentMb(product?.pid ?? 0) };
    scenarios.push(scenario);
    say(line(scenario));
  };
  const record = async (name: Name, measured: Measured, request: Request, ratio = true) => {
    const queries = await counter.count(request);
    // A machine that does something else meanwhile slows the floor as well: a page is compared with what stood before and after it.
    const before = session.at(-1) ?? 0;
    const after = sessionFloor ? await floorOf(sessionFloor, learners) : before;
    session.push(after);
    const ratioToSession = ratio ? Math.round((measured.reqPerSec / ((before + after) / 2)) * 100) / 100 : null;
    keep({ name, ...measured, queries, ratioToSession });
  };
  const page = async (
    name: Name,
    path: string | ((learner: Learner) => string),
    who: readonly Learner[] = learners,
    connections?: number,
  ) => {
    if (!wanted(name)) return;
    const requests = asEach(who, path);
    await measureFor(1, url, requests, 200, connections);
    const [first] = requests;
    if (first) await record(name, await measureFor(SECONDS, url, requests, 200, connections), first);
  };
  /** A verb of the product that is no page. */
  const verb = async (name: Name, work: () => Promise<Timed>) => {
    if (wanted(name)) {
      const { measured, queries } = await work();
      keep({ name, ...measured, queries, ratioToSession: null });
    }
  };

  say(heading());
  await page('catalogue', '/courses');
  const certified: Name[] = [
    'knowledge-check submit',
    'certificate, first render',
    'certificate, again',
    'verification',
  ];
  const learning: Name[] = ['my learning', 'course page', 'lesson page', ...certified];
  if (learning.some(wanted)) {
    const { course, attempts } = await enrol(ground, url, learners, COMPLETIONS + 1);
    const [counted, ...timed] = attempts;
    if (!counted) throw new Error('No attempt waits to be submitted.');
    await page('my learning', '/learning');
    await page('course page', `/courses/${course.slug}`);
    const enrolmentOf = (learner: Learner) => course.enrolments.get(learner.id) ?? '';
    await page('lesson page', (learner) => `/learning/${enrolmentOf(learner)}/lessons/${course.lessons[0] ?? ''}`);
    if (certified.some(wanted)) {
      const submissions = await Promise.all(timed.map((attempt) => submission(url, attempt)));
      const submitted = await measureOnce(url, submissions, 303);
      if (wanted('knowledge-check submit'))
        await record('knowledge-check submit', submitted, await submission(counter.url, counted));
      await renderings();
    }
  }
  if (wanted('knowledge-check start, 3,000')) {
    const rush = await Rush.gather(ground, counter, url, LEARNERS);
    const { measured, seconds } = await rush.start();
    await record('knowledge-check start, 3,000', measured, rush.last);
    say(`3,000 learners began the knowledge check within ${String(seconds)} s; none was refused, none is missing.`);
  }
  await page('trust page', (learner) => `/trusts/${learner.worksAt}`);
  const portfolios: Name[] = ['portfolio, 400 entries', 'portfolio for the NMC, 400 entries'];
  if (portfolios.some(wanted)) {
    const keepers = learners.slice(0, PORTFOLIOS);
    await fillPortfolios(ground, keepers);
    await page('portfolio, 400 entries', '/portfolio', keepers);
    await page('portfolio for the NMC, 400 entries', '/portfolio/registers/nmc', keepers);
  }
  if (wanted('sign-in')) {
    const signIns = await Promise.all(learners.slice(0, SIGN_INS + 1).map((learner) => signIn(url, learner)));
    const [one, ...others] = signIns;
    if (one) {
      const signedIn = await measureOnce(url, others, 303);
      await record('sign-in', signedIn, await signIn(counter.url, learners[0] as Learner), false);
    }
  }
  await verb('issuing', async () => {
    const issued = await issueMany(counter);
    say(`Issuing 10,000 certificates for a list took ${String(issued.seconds)} s, their mails among it.`);
    return issued;
  });
  await verb('enrolling from a file, preview', () => enrolFromFile(counter, false));
  await verb('enrolling from a file', () => enrolFromFile(counter, true));
  const studio: Name[] = [
    'studio draft, 600 blocks',
    'studio lesson, 600 blocks',
    'studio review, 600 blocks',
    'publishing, 600 blocks',
  ];
  if (studio.some(wanted)) {
    const draft = await LargeDraft.begin(counter, learners);
    await page('studio draft, 600 blocks', draft.page, draft.editors, EDITORS);
    await page('studio lesson, 600 blocks', (editor) => draft.lesson(editor), draft.editors, EDITORS);
    await page('studio review, 600 blocks', draft.review, draft.editors, EDITORS);
    await verb('publishing, 600 blocks', () => draft.publish());
  }
  if (wanted('search')) {
    await fillCatalogue(counter);
    await page('search', '/courses?q=advnace+desicions+law');
  }
  // Last, because what it is measured on makes the directory larger than for the pages before.
  let landscape: Landscape | undefined;
  if (known.slice(known.indexOf('area page'), known.indexOf('reminders')).some(wanted)) {
    const made = await Landscape.make(counter);
    landscape = made;
    await page('area page', made.areaPage);
    await page('comparison', made.comparison);
    await verb('import preview', () => made.importing(false));
    await verb('import apply', () => made.importing(true));
    await verb('profile rebuild, one fact', () => made.afterOneFact());
    await verb('profile rebuild, 10,000 facts', () => made.afterManyFacts());
    await verb('open-data export', async () => {
      const exported = await made.openData();
      say(`Writing the open data took ${String(exported.grewMb)} MB of memory at most.`);
      return exported;
    });
  }
  const reach: Name[] = ['reach, counted anew', 'reach'];
  const reminders: Name[] = ['reminders', 'reminders, nobody to tell'];
  if ([...reach, ...reminders].some(wanted)) await makeCrowd(counter);
  if (landscape && reach.some(wanted)) {
    await giveWorkplaces(counter);
    const { questions } = landscape;
    await verb('reach, counted anew', () => reachOf(counter, questions, false));
    await verb('reach', () => reachOf(counter, questions, true));
  }
  if (reminders.some(wanted)) {
    await enrolCrowd(counter);
    const first = await nightlyRun(counter, TOLD);
    await verb('reminders', () => Promise.resolve(first));
    await verb('reminders, nobody to tell', () => nightlyRun(counter, 0));
  }
  await counter.stop();

  const rssMb = residentMb(product.pid);
  const firstVisitBytes = await firstVisit(url);
  say(
    `\nThe product's process holds ${String(rssMb)} MB. A first visit costs ${(firstVisitBytes / 1000).toFixed(1)} kB.`,
  );
  const floors = { http, session: Math.round(session.reduce((sum, each) => sum + each, 0) / session.length) };
  const result: Result = { floors, scenarios, rssMb, firstVisitBytes };
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`);

  async function renderings(): Promise<void> {
    const issued = await certificates(ground, learners);
    const numberOf = new Map(issued.map(({ number, learner }) => [learner.id, number]));
    const [last, ...first] = issued.map(({ number, learner }) => ({
      path: `/certificates/${number}.pdf`,
      headers: learner.headers,
    }));
    if (!last) throw new Error('No certificate was issued.');
    const rendered = await measureOnce(url, first, 200);
    if (wanted('certificate, first render')) await record('certificate, first render', rendered, last);
    if (wanted('certificate, again'))
      await record('certificate, again', await measureFor(SECONDS, url, first, 200), last);
    await page(
      'verification',
      (learner) => `/verify/${numberOf.get(learner.id) ?? ''}`,
      issued.map(({ learner }) => learner),
    );
  }
} finally {
  await sessionFloor?.stop();
  await product?.stop();
  await ground.stop();
}

/** Requests a second that a floor answers. */
async function floorOf(server: Server, learners: readonly Learner[]): Promise<number> {
  const requests = asEach(learners, '/');
  await measureFor(1, server.url, requests, 200);
  return (await measureFor(FLOOR_SECONDS, server.url, requests, 200)).reqPerSec;
}

function submission(url: string, { learner, enrolment, attempt }: OpenAttempt): Promise<Request> {
  const page = `/learning/${enrolment}/attempts/${attempt}`;
  return prepareForm(url, learner, page, `${page}/submissions`);
}

/** Signs in from a browser without a session. */
function signIn(url: string, learner: Learner): Promise<Request> {
  const { cookie: _cookie, ...headers } = learner.headers;
  return prepareForm(url, { headers }, '/sign-in', '/sign-in', { email: learner.email, password: PASSWORD });
}

async function firstVisit(url: string): Promise<number> {
  const home = await fetch(url);
  const html = await home.text();
  const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const sizes = await Promise.all(['/', ...new Set(assets)].map((path) => wireBytes(url + path)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes of the body as they travel. `fetch` would unpack them. */
async function wireBytes(address: string): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      let bytes = 0;
      answer
        .on('data', (part: Buffer) => (bytes += part.length))
        .on('end', () => {
          resolve(bytes);
        });
    }).on('error', reject);
  });
}

function heading(): string {
  return `\n${'page'.padEnd(32)}${['req/s', 'p50 ms', 'p99 ms', 'queries', 'bytes', 'of session', 'RSS MB'].map((word) => word.padStart(11)).join('')}`;
}

function line(scenario: Scenario | undefined): string {
  if (!scenario) return '';
  const { name, reqPerSec, p50, p99, queries, bytes, ratioToSession, rssMb } = scenario;
  const cells = [Math.round(reqPerSec), p50, p99, queries, bytes, ratioToSession ?? '–', rssMb];
  return `${name.padEnd(32)}${cells.map((cell) => String(cell).padStart(11)).join('')}`;
}

function say(text: string): void {
  console.log(text);
}
