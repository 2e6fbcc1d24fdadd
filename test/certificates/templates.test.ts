import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { CertificateSnapshot } from '../../src/certificates/certificates.types.js';
import { TemplatesService } from '../../src/certificates/templates/templates.service.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { Completions } from './completions.js';

const TEMPLATES = '/certificates/templates';
const COURSE = '/certificates/courses/advance-decisions';
const NOWHERE = '0197a000-0000-7000-8000-000000000000';

let app: TestApp;
let completions: Completions;
let admin: TestBrowser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
  completions = await Completions.in(app);
  await completions.review();
  admin = app.browser();
  await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
});
afterAll(() => app.close());

const fields = {
  base: '1',
  name: 'College',
  heading: 'Certificate of learning',
  opening: 'We certify that',
  achievement: 'finished on',
  closing: '',
  signatoryName: 'A. N. Other',
  signatoryRole: 'Fictional chair',
  'accreditation-1-body': 'Fictional College',
  'accreditation-1-reference': 'FC-7',
  'accreditation-1-validFrom': '2026-01-01',
  'accreditation-1-validUntil': '2026-11-24',
};
const make = async (name: string) => {
  const made = await admin.submit(TEMPLATES, { name }, `${TEMPLATES}/new`);
  return (made.headers['location'] ?? '').replace('/edit', '');
};
const issue = async () => completions.numberOf(await completions.complete(await completions.person('Ada Obi')));
const snapshotOf = async (number: string) => {
  const [row] = await app.db.query<{ snapshot: CertificateSnapshot }>(
    'select snapshot from certificate where number = $1',
    [number],
  );
  if (!row) throw new Error(`There is no certificate ${number}`);
  return row.snapshot;
};
const sha256 = async (number: string) => {
  const bytes = (await admin.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
  return createHash('sha256').update(bytes).digest('hex');
};
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#1a5a4c' } })
    .withExif({ IFD0: { Copyright: 'whoever took it' } })
    .png()
    .toBuffer();

describe('a template of certificates', () => {
  let address: string;
  let before: string;

  it('is saved in versions, and changes nothing until one is put to use', async () => {
    before = await issue();
    expect((await snapshotOf(before)).template).toBeUndefined();
    address = await make('College');
    expect((await admin.submit(TEMPLATES, { name: 'COLLEGE' }, `${TEMPLATES}/new`)).status).toBe(422);
    const saved = await admin.submit(`${address}/versions`, fields, `${address}/edit`);
    expect(saved.headers['location']).toBe(address);
    const again = await admin.submit(`${address}/versions`, { ...fields, base: '2' }, `${address}/edit`);
    expect(again.status).toBe(303);
    const page = await admin.get(address).expect(200);
    for (const words of ['version 2', 'Not in use', 'Fictional College, reference FC-7', 'ends soon'])
      expect(page.text).toContain(words);
    expect(page.text).not.toContain('Version 3');
    expect((await snapshotOf(await issue())).template).toBeUndefined();
    expect((await admin.submit(`${address}/default`, {}, address)).status).toBe(303);
    expect((await admin.get(address)).text).toContain('Put a version of this template to use first.');
  });

  it('gives its words, signatory, live accreditors and logos to what is issued from then on', async () => {
    const file = { name: 'logo.png', bytes: await picture(1600, 400) };
    const description = 'Logo of the Fictional College';
    const logo = await admin.upload(`${address}/logos`, 'file', file, address, { base: '2', description });
    expect(logo.headers['location']).toBe(address);
    const [kept] = await app.db.query<{ bytes: Buffer }>('select bytes from certificate_logo');
    const { width, height, exif } = await sharp(kept?.bytes).metadata();
    expect([width, height, exif]).toEqual([756, 189, undefined]);

    await admin.submit(`${address}/uses`, { number: '3' }, address);
    await admin.submit(`${address}/default`, {}, address);
    const after = await issue();
    const snapshot = await snapshotOf(after);
    expect(snapshot.template?.wording.heading).toBe('Certificate of learning');
    expect(snapshot.signatory).toEqual({ name: 'A. N. Other', role: 'Fictional chair' });
    expect(snapshot.accreditations).toEqual([
      { body: 'Fictional College', reference: 'FC-7', validUntil: '2026-11-24' },
    ]);
    expect(snapshot.template?.logos).toEqual([{ sha256: expect.any(String), description }]);
    for (const page of [`/certificates/${after}`, `/verify/${after}`])
      expect((await admin.get(page).expect(200)).text).toContain(
        'Fictional College, reference FC-7, until 24 November 2026',
      );
    app.clock.set('2026-11-25T10:00:00Z');
    expect((await snapshotOf(await issue())).accreditations).toEqual([]);
  });

  it('changes no certificate that was issued, rendered or not', async () => {
    const [rendered, waiting] = [await issue(), await issue()];
    const [file, snapshot] = [await sha256(rendered), await snapshotOf(waiting)];
    const changed = { ...fields, base: '3', heading: 'Another heading' };
    await admin.submit(`${address}/versions`, changed, `${address}/edit`);
    await admin.submit(`${address}/uses`, { number: '4' }, address);
    expect((await snapshotOf(await issue())).template?.wording.heading).toBe('Another heading');
    expect(await sha256(rendered)).toBe(file);
    expect(await snapshotOf(waiting)).toEqual(snapshot);
    expect((await admin.get(`/certificates/${before}.pdf`).expect(200)).type).toBe('application/pdf');
    for (const change of ["update certificate_template_version set content = '{}'", 'delete from certificate_logo'])
      await expect(app.db.query(change)).rejects.toThrow();
  });

  it('is corrected with the words that a certificate has, not with those of today', async () => {
    const number = await issue();
    await admin.submit(`${address}/uses`, { number: '3' }, address);
    const correction = { name: 'Ada Obi-Whitfield', registrationNumber: '', workplace: '', note: '' };
    const form = `/certificates/${number}/corrections`;
    const corrected = await admin.submit(form, correction, `${form}/new`);
    const other = (corrected.headers['location'] ?? '').split('/').at(-1) ?? '';
    expect((await snapshotOf(other)).template?.wording.heading).toBe('Another heading');
  });

  it('may be chosen for a course', async () => {
    const own = await make('Sessions');
    expect((await admin.submit(COURSE, { renewalDays: '60', templateId: NOWHERE }, COURSE)).status).toBe(422);
    await admin.submit(`${own}/uses`, { number: '1' }, own);
    await admin.submit(COURSE, { renewalDays: '60', templateId: own.split('/').at(-1) ?? '' }, COURSE);
    expect((await admin.get('/certificates/courses')).text).toContain('Sessions');
    expect((await snapshotOf(await issue())).template?.wording.heading).toBe(
      'Certificate of continuing professional development',
    );
    await admin.submit(COURSE, { renewalDays: '60', templateId: '' }, COURSE);
    expect((await snapshotOf(await issue())).template?.wording.heading).toBe('Certificate of learning');
  });

  it('can be looked at with the longest names, as a sample that nobody can take for a certificate', async () => {
    for (const names of ['', '?names=long']) {
      const preview = await admin.get(`${address}/versions/4/preview.pdf${names}`).buffer(true).expect(200);
      const text = (preview.body as Buffer).toString('latin1');
      expect([text.includes('<pdfuaid:part>1</pdfuaid:part>'), /Sample certificate/.test(text)]).toEqual([true, true]);
    }
  });

  it('says what is wrong, keeps what was typed, and lets nobody write over another', async () => {
    for (const [change, words] of [
      [{ heading: ' ' }, 'Enter the heading'],
      [{ name: 'Sessions' }, 'Another template has this name'],
      [{ signatoryName: '' }, 'Enter the name of who signs'],
      [{ 'accreditation-1-validUntil': '2025-01-01' }, 'a last day that is not before the first'],
      [{ 'accreditation-2-body': 'Half' }, 'Enter the accreditor’s reference'],
      [{ 'accreditation-1-validFrom': '2026-02-30' }, 'Enter the first day'],
    ] as const) {
      const typed = { ...fields, base: '4', closing: 'Kept as typed', ...change };
      const refused = await admin.submit(`${address}/versions`, typed, `${address}/edit`);
      expect([refused.status, refused.text.includes(words), refused.text.includes('Kept as typed')]).toEqual([
        422,
        true,
        true,
      ]);
    }
    const late = await admin.submit(`${address}/versions`, { ...fields, base: '2' }, `${address}/edit`);
    expect([late.status, late.text.includes('What the other person saved')]).toEqual([409, true]);
    expect(late.text).toContain('name="base" value="4"');
  });

  it('takes pictures as logos, and nothing else', async () => {
    const cut = (await picture(50, 50)).subarray(0, 60);
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    for (const [bytes, description, words] of [
      [svg, 'A logo', 'a PNG, JPEG or WebP file'],
      [Buffer.from('%PDF-1.7'), 'A logo', 'cannot be read as a picture'],
      [cut, 'A logo', 'cannot be read as a picture'],
      [Buffer.alloc(6_000_000), 'A logo', 'at most 5 MB'],
      [await picture(50, 50), '', 'Say what the logo shows'],
      [null, 'A logo', 'Choose the picture'],
    ] as const) {
      const file = bytes && { name: 'logo.png', bytes };
      const refused = await admin.upload(`${address}/logos`, 'file', file, address, { base: '4', description });
      expect([refused.status, refused.text.includes(words)]).toEqual([422, true]);
    }
    for (const [base, status] of [
      ['4', 303],
      ['5', 303],
      ['6', 422],
    ] as const) {
      const file = { name: 'logo.png', bytes: await picture(40, 40) };
      const sent = await admin.upload(`${address}/logos`, 'file', file, address, { base, description: 'Another' });
      // The third has no room: the form is gone, and the answer to whoever sends it all the same says why.
      expect(sent.status).toBe(status);
    }
    await admin.submit(`${address}/logos/1/removal`, { base: '6' }, address);
    expect((await admin.get(address)).text).toContain('version 7');
  });

  it('is for administrators, and is never made up', async () => {
    const learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    for (const closed of [TEMPLATES, `${TEMPLATES}/new`, address, `${address}/edit`, '/certificates/courses', COURSE])
      await learner.get(closed).expect(403);
    for (const none of [`${TEMPLATES}/x`, `${TEMPLATES}/${NOWHERE}`, `${address}/versions/99`, `${address}/versions/x`])
      await admin.get(none).expect(404);
    await expect(app.get<TemplatesService>(TemplatesService).use(NOWHERE, 1)).rejects.toThrow('no such template');
    const [audited] = await app.db.query<{ actions: string[] }>(
      `select array_agg(distinct action order by action) as actions from audit_entry where action like 'certificate-%'`,
    );
    expect(audited?.actions).toEqual([
      'certificate-courses.decided',
      'certificate-templates.made',
      'certificate-templates.made-default',
      'certificate-templates.saved',
      'certificate-templates.used',
    ]);
  });

  it('has pages that are accessible, on a phone and on a desk', async () => {
    const browser: Browser = await startBrowser();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${app.url}/sign-in`);
    await page.getByLabel('Email address').fill('admin@beforehand.example');
    await page.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    const found: string[] = [];
    const pages = [TEMPLATES, `${TEMPLATES}/new`, address, `${address}/versions/1`, `${address}/edit`];
    for (const each of [...pages, '/certificates/courses', COURSE]) {
      found.push(...(await problemsAt(page, app.url + each)));
      if (process.env['SHOTS'] === undefined) continue;
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const name = each.replaceAll(/[^a-z0-9]+/gi, '-').slice(-40);
        await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${String(width)}.png`, fullPage: true });
      }
    }
    await browser.close();
    expect(found).toEqual([]);
  }, 120_000);
});
