import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/accounts/accounts.types.js';
import { PersonRecords } from '../../src/accounts/person/person-records.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { WorkplacesService } from '../../src/accounts/workplaces.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { fictionalPolicies } from '../factories/fictional-policies.js';
import { FICTIONAL_ICB, fictionalArea } from '../partnerships/fictional-area.js';
import { startBrowser } from '../support/browser.js';
import { problemsInMarkup, problemsOnScreen } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const CAMPAIGN = 'Advance decisions, autumn 2026';
const AUDITED = 'Is compliance audited?';
const project = `request,request_url,requested_by,requested_by_url,public_body,public_body_url,classified_by,classified_by_url,status,extracted_by,extracted_by_url,${AUDITED}
A,https://w.example/request/a,P,/p,Riverbank Hospitals NHS Trust (fictional),/b,,,Successful.,P,/p,Yes
B,https://w.example/request/b,P,/p,Moorland Ambulance Service NHS Trust (fictional),/b,,,Waiting response.,,,
C,https://w.example/request/c,P,/p,Beck Valley Hospitals NHSFT (fictional),/b,,,Partially successful.,,,
D,https://w.example/request/d,P,/p,Harbor Mental Helth,/b,,,Successful.,,,
E,https://w.example/request/e,P,/p,Saltmarsh Comunity,/b,,,Successful.,P,/p,Yes
`;

/** An answer that somebody reads in a document: the words that become its quote, and what is chosen. */
interface Reading {
  question: string;
  words: string;
  choose?: string;
  type?: string;
}

let app: TestApp;
let browser: Browser;
const problems: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ sample: true, jobs: true, now: '2026-11-02T10:00:00Z' });
  await fictionalArea(app);
  await somebody('second.admin@beforehand.example', 'Second Reader', ['learner', 'admin']);
  await worksAt(await somebody('nurse@saltmarsh.example', 'Saltmarsh Nurse', ['learner']), 'ZZ5');
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function somebody(email: string, name: string, roles: Role[]): Promise<string> {
  const people = app.get<PersonRecords>(PersonRecords);
  const passwordHash = (await people.byEmail('learner@beforehand.example'))?.passwordHash ?? null;
  const registration = { registrationBody: null, registrationNumber: null };
  return people.insert({ email, name, profession: 'nurse', ...registration, passwordHash, confirmed: true }, roles);
}

async function worksAt(personId: string, code: string): Promise<void> {
  const trust = await app.get<OrganisationsService>(OrganisationsService).byAddress(code);
  if (!trust) throw new Error(`There is no ${code}`);
  const place = { kind: 'organisation', organisationId: trust.id, nation: trust.nation } as const;
  await app.get<WorkplacesService>(WorkplacesService).change(personId, place);
}

async function signedIn(email: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
  await press(page, 'Sign in');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name }).first().click();
const staff = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Staff' }).getByRole('link', { name }).click();
const words = async (page: Page) => (await page.textContent('main')) ?? '';

/** What is wrong with the page as it stands. Those that other journeys look at are only painted. */
async function look(page: Page, picture?: string): Promise<void> {
  const where = new URL(page.url()).pathname;
  const html = await (await page.context().request.get(page.url())).text();
  problems.push(...(await problemsInMarkup(html, where)), ...(await problemsOnScreen(page, where)));
  if (picture) await paint(page, picture);
}

/** With PICTURES set to a folder, makes the pictures of docs/from-answers-to-training.md there. */
async function paint(page: Page, picture: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: path.join(folder, `${picture}.png`) });
}

async function fillDay(page: Page, legend: string, [date, month, year]: [string, string, string]): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  await group.getByLabel('Day').fill(date);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

/** Adds what a Trust sent, waits until its text is read, and goes to the desk where it is read beside the questions. */
async function addPolicy(
  page: Page,
  trust: string,
  title: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.goto(`${app.url}/documents/new`);
  await page.getByLabel('Trust or health board').fill(trust);
  await press(page, 'Search');
  await follow(page, new RegExp(trust));
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Mainly about').selectOption({ label: 'Advance decisions' });
  await page.getByRole('group', { name: 'Date of the document' }).getByLabel('Month').fill('3');
  await page.getByRole('group', { name: 'Date of the document' }).getByLabel('Year').fill('2026');
  await page.getByLabel('In reply to a Freedom of Information request').check();
  await fillDay(page, 'Day of the reply', ['23', '10', '2026']);
  await page.getByLabel('Which request does it answer?').selectOption({ index: 1 });
  await page.getByLabel(/PDF, Word/).setInputFiles(file);
  await press(page, 'Add the document');
  for (let tries = 0; (await page.getByRole('link', { name: 'See how far it is' }).count()) > 0; tries += 1) {
    if (tries > 60) throw new Error(`The text of ${title} was never read`);
    await page.waitForTimeout(200);
    await page.reload();
  }
}

async function extract(page: Page, readings: readonly Reading[]): Promise<void> {
  const desk = `${page.url()}/extraction`;
  for (const { question, words: quoted, choose, type } of readings) {
    await page.goto(`${desk}?question=${question}`);
    await page
      .getByRole('listitem')
      .filter({ hasText: quoted })
      .getByRole('button', { name: /Use as quote/ })
      .first()
      .click();
    await page.waitForURL(/#quote$/);
    await page.locator('[name=state][value=stated]').check();
    if (choose) await page.locator(`[name=value][value=${choose}]`).check();
    if (type) await page.getByLabel('The answer, in short').fill(type);
    if (question === 'record_location' && choose === 'epr_alert') await paint(page, 'extraction');
    await press(page, 'Save the answer');
    await page.getByText('It waits for a second person').waitFor();
  }
}

it('answers of Trusts become facts, facts become lessons, gaps become an offer of training', async () => {
  const nurse = await signedIn('nurse@saltmarsh.example');
  await nurse.goto(`${app.url}/courses/advance-decisions`);
  await press(nurse, /Start|Enrol|Take/);
  const lesson = `${nurse.url()}/lessons/find-record-flag`;
  await nurse.goto(lesson);
  expect(await words(nurse)).toContain('No answer that we can rely on tells us');
  const admin = await signedIn('admin@beforehand.example');

  // A campaign is started, and its letters are sent.
  await staff(admin, 'Requests');
  await follow(admin, 'Start a campaign');
  await admin.getByLabel('Name of the campaign').fill(CAMPAIGN);
  await press(admin, 'Start the campaign');
  await follow(admin, 'Choose whom to ask');
  await admin.getByLabel('Which').selectOption('fictional');
  await press(admin, 'Show bodies');
  await press(admin, 'Add to the campaign');
  await follow(admin, 'Say that letters were sent');
  await fillDay(admin, 'When were they sent?', ['1', '10', '2026']);
  await admin.getByRole('radio', { name: /^All/ }).check();
  await press(admin, 'Mark as sent');

  // What WhatDoTheyKnow knows of them comes in: seen first, names in doubt decided, then applied.
  await admin.goto(`${app.url}/imports/new`);
  await admin.getByLabel('Dataset of a project on WhatDoTheyKnow (CSV)').check();
  await admin.getByLabel('Campaign').first().fill(CAMPAIGN);
  await admin
    .getByLabel('The file')
    .setInputFiles({ name: 'project.csv', mimeType: 'text/csv', buffer: Buffer.from(project) });
  // A bar stands below the form while a large file or a slow line takes its time.
  await admin.evaluate(`addEventListener('submit', () => {
    sessionStorage.setItem('said', document.querySelector('[data-sending]')?.textContent ?? 'nothing');
  })`);
  await press(admin, 'Show what would change');
  expect(await admin.evaluate("sessionStorage.getItem('said')")).toMatch(/^The file is sent and read/);
  await follow(admin, 'Map the columns');
  await admin.getByLabel(AUDITED).selectOption({ label: 'Is it audited whether advance decisions are followed?' });
  await press(admin, 'Keep');
  await paint(admin, 'import');
  for (const [typed, meant] of [
    ['Harbor Mental Helth', /^Harbour Mental Health/],
    ['Saltmarsh Comunity', /^Saltmarsh Community/],
  ] as const) {
    await follow(admin, new RegExp(`Decide who ${typed}`));
    await admin.getByLabel(meant).check();
    await press(admin, 'Keep this');
  }
  await press(admin, /^Apply \d rows/);
  await follow(admin, 'See the campaign');
  await paint(admin, 'campaign');

  // Three policies come in and are read.
  const { saltmarsh, beckValley, harbour } = await fictionalPolicies();
  await addPolicy(admin, 'Saltmarsh', 'Policy on advance decisions to refuse treatment', saltmarsh);
  await extract(admin, [
    { question: 'record_location', words: 'as an alert in the electronic record', choose: 'epr_alert' },
    { question: 'copy_accepted', words: 'A clear copy or photograph', choose: 'copy_ok' },
    { question: 'validity_check_role', words: 'The senior clinician', type: 'The senior clinician on duty' },
    { question: 'mca_lead', words: 'tell the Mental Capacity Act team', type: 'Mental Capacity Act team' },
  ]);
  await addPolicy(admin, 'Beck Valley', 'Mental Capacity Act policy', beckValley);
  await extract(admin, [
    { question: 'record_location', words: 'front of the paper notes', choose: 'paper_front_of_notes' },
    { question: 'copy_accepted', words: 'original document', choose: 'original_required' },
  ]);
  await addPolicy(admin, 'Harbour', 'Advance decisions: what staff need to know', harbour);
  await extract(admin, [
    { question: 'training_requirement', words: 'every three years', type: 'All registered staff, every three years' },
  ]);

  // Nothing changes for anybody until a second person has compared it.
  await nurse.goto(lesson);
  expect(await words(nurse)).toContain('No answer that we can rely on tells us');
  const second = await signedIn('second.admin@beforehand.example');
  for (let left = 8; left > 0; left -= 1) {
    await second.goto(`${app.url}/facts?queue=unverified`);
    const waiting = second.getByRole('main').getByRole('link', { name: /Saltmarsh|Beck Valley|Harbour/ });
    if ((await waiting.count()) === 0) break;
    await waiting.first().click();
    if (left === 8) await paint(second, 'verification');
    await second.getByLabel('I opened the source and compared it myself').check();
    await press(second, 'Verify the fact');
  }

  await nurse.goto(`${app.url}/trusts/ZZ5`);
  expect(await words(nurse)).toContain('As an alert in the electronic record');
  await paint(nurse, 'trust');
  await nurse.goto(lesson);
  expect(await words(nurse)).toContain('Here the electronic alert matters most');
  expect(await words(nurse)).not.toContain('No answer that we can rely on tells us');
  await nurse.getByText('Here the electronic alert matters most').scrollIntoViewIfNeeded();
  await paint(nurse, 'lesson');

  // Whom it concerns, and what follows.
  await staff(admin, 'Changes');
  await follow(admin, /Saltmarsh/);
  expect(await words(admin)).toMatch(/1\s+under way/);
  await look(admin, 'change');
  await admin.getByLabel(/refresher/).check();
  await press(admin, 'Record the decision');

  // What to offer there.
  await admin.goto(`${app.url}/offers/new`);
  await admin.getByLabel('Integrated care board').selectOption(`icb ${FICTIONAL_ICB.code}`);
  await press(admin, 'Draft the offer for the integrated care board');
  await look(admin, 'offer');
  await follow(admin, 'Edit it');
  await admin.getByLabel('Title').fill('Training for Fellside and Coast');
  await look(admin);
  await press(admin, 'Save as a new version');
  const [download] = await Promise.all([admin.waitForEvent('download'), follow(admin, 'Download the PDF')]);
  const offer = await readFile(await download.path());
  expect(offer.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(problems).toEqual([]);
});
