import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OffersQueries } from '../../src/partnerships/offers/offers.queries.js';
import { OfferRenderer } from '../../src/partnerships/offers/offer-renderer.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { FICTIONAL_ICB, fictionalArea } from './fictional-area.js';

describe('training offers', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let password: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    await fictionalArea(app);
    password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
    admin = app.browser();
    await admin.signIn('admin@beforehand.example', password);
  });
  afterAll(() => app.close());

  async function draft(place: string): Promise<string> {
    const made = await admin.submit('/offers', { place }, '/offers/new');
    expect(made.status).toBe(303);
    return made.headers['location'] ?? '';
  }
  const contentOf = async (path: string) =>
    (await app.get<OffersQueries>(OffersQueries).one(path.split('/').at(-1) ?? ''))?.content;
  const wordsOf = async (path: string, key: string) =>
    (await contentOf(path))?.sections.find((section) => section.key === key)?.markdown ?? '';

  async function fields(path: string): Promise<Record<string, string>> {
    const offer = await app.get<OffersQueries>(OffersQueries).one(path.split('/').at(-1) ?? '');
    return {
      title: offer?.content.title ?? '',
      base: String(offer?.currentNumber),
      ...Object.fromEntries(
        (offer?.content.sections ?? []).flatMap(({ key, heading, markdown }) => [
          [`heading_${key}`, heading],
          [`markdown_${key}`, markdown],
        ]),
      ),
    };
  }

  it('are made by those who work with partners', async () => {
    expect((await app.browser().get('/offers')).status).toBe(303);
    const trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', password);
    await trainer.get('/offers').expect(200);
    await trainer.get('/offers/new').expect(403);
    expect((await admin.submit('/offers', { place: 'icb nowhere' }, '/offers/new')).status).toBe(422);
  });

  it('to a Trust say what is in place, its gaps, and the modules that help with them', async () => {
    const path = await draft('organisation ZZ2');
    expect(await wordsOf(path, 'in_place')).toContain('Confirmed by the Trust on 14 September 2026');
    expect(await wordsOf(path, 'gaps')).toContain('Formalities for life-sustaining treatment');
    const modules = await wordsOf(path, 'modules');
    expect(modules).toContain('### Refusing life-sustaining treatment: the formalities');
    expect(modules).toMatch(/\*\*Why:\*\* it helps with .*formalities for life-sustaining treatment/);
    expect(await wordsOf(path, 'learners')).toMatch(/none yet|fewer than 5/);
    const content = await contentOf(path);
    expect(content?.figures.map(({ label }) => label)).toContain('minutes of learning');
    expect(JSON.stringify(content)).not.toMatch(/severe|High|Medium/);
  });

  it('to an area name no Trust for a gap, and tell no number that would', async () => {
    const path = await draft(`icb ${FICTIONAL_ICB.code}`);
    const gaps = await wordsOf(path, 'gaps');
    expect(gaps).toMatch(/open in 2 of 5 Trusts/);
    expect(gaps).not.toMatch(/Riverbank|Moorland|Harbour|Beck Valley/);
    const content = await contentOf(path);
    for (const { inPlace, open, unknown } of content?.questions ?? []) expect(inPlace + open + unknown).toBe(5);
    await admin.get(`${path}.pdf`).expect(200);

    const words = await fields(path);
    const named = {
      ...words,
      markdown_gaps: `${words['markdown_gaps'] ?? ''}\n\nMoorland Ambulance Service is silent.`,
    };
    expect((await admin.submit(`${path}/versions`, named, `${path}/edit`)).status).toBe(303);
    const page = (await admin.get(path)).text;
    expect(page).toContain('Not to be shared yet');
    expect(page).toContain('Moorland Ambulance Service NHS Trust (fictional)');
    await admin.get(`${path}.pdf`).expect(409);
    await admin.submit(`${path}/links`, {}, path);
    expect(await app.db.query('select id from partner_link')).toEqual([]);
  });

  it('are kept in versions; two editors lose nothing', async () => {
    const path = await draft('organisation ZZ1');
    const words = await fields(path);
    const mine = { ...words, markdown_opening: 'What I wrote.' };
    const theirs = { ...words, markdown_opening: 'What they wrote.' };
    expect((await admin.submit(`${path}/versions`, theirs, `${path}/edit`)).status).toBe(303);
    const clash = await admin.submit(`${path}/versions`, mine, `${path}/edit`);
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('What I wrote.');
    expect(clash.text).toContain('What they wrote.');
    expect(clash.text).toContain('name="base" value="2"');
    expect(await wordsOf(path, 'opening')).toBe('What they wrote.');
    expect((await admin.submit(`${path}/versions`, { ...mine, base: '2' }, `${path}/edit`)).status).toBe(303);
    expect((await admin.get(`${path}/versions/2`)).text).toContain('What they wrote.');
    expect((await admin.submit(`${path}/versions`, { ...mine, base: '3', title: '' }, `${path}/edit`)).text).toContain(
      'Give the offer a title',
    );
    await admin.submit(`${path}/drafts`, {}, path);
    expect((await admin.get(`${path}/versions/3`)).text).toContain('What I wrote.');
    await admin.get(`${path}/versions/9`).expect(404);
    await expect(app.db.query(`update training_offer_version set number = 99`)).rejects.toThrow();
  });

  it('are shared by a link that can be withdrawn, as a page and as an accessible PDF', async () => {
    const path = await draft('organisation ZZ1');
    await admin.submit(`${path}/links`, {}, path);
    const link = /http[^\s<]+(\/offer\/[\w-]{43})/.exec((await admin.get(path)).text)?.[1] ?? '';
    expect(link).not.toBe('');
    expect((await admin.get(path)).text).not.toContain(link);
    const visitor = app.browser();
    const page = await visitor.get(link).expect(200);
    expect(page.headers['x-robots-tag']).toContain('noindex');
    expect(page.text).toContain('Riverbank Hospitals NHS Trust (fictional)');
    const pdf = (await visitor.get(`${link}/pdf`).expect(200)).body as Buffer;
    const text = pdf.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/Lang (en-GB)');

    const withdrawal = /action="(\/offers\/[^"]+\/withdrawal)"/.exec((await admin.get(path)).text)?.[1] ?? '';
    expect((await admin.submit(withdrawal, {}, path)).status).toBe(303);
    expect((await visitor.get(link).expect(410)).text).toContain('We have withdrawn it');
    expect((await admin.submit(withdrawal, {}, path)).status).toBe(404);
    await visitor.get('/offer/nothing').expect(404);
  });

  it('expire', async () => {
    const path = await draft('organisation ZZ1');
    await admin.submit(`${path}/links`, {}, path);
    const link = /http[^\s<]+(\/offer\/[\w-]{43})/.exec((await admin.get(path)).text)?.[1] ?? '';
    app.clock.set('2027-02-22T10:00:00Z');
    await app.browser().get(link).expect(200);
    app.clock.set('2027-02-23T10:00:00Z');
    expect((await app.browser().get(link).expect(410)).text).toContain('Its time is over');
    app.clock.set('2026-11-24T10:00:00Z');
  });

  it('can be printed whatever somebody writes into them', async () => {
    const path = await draft('organisation ZZ1');
    const offer = await app.get<OffersQueries>(OffersQueries).one(path.split('/').at(-1) ?? '');
    if (!offer) throw new Error('The offer is missing');
    const words = [
      '#panic("x") $x$ <a> \\ @x `code` 👩🏽‍⚕️ 王芳 محمد',
      '1. one\n2. two\n   - **bold _and_ italic**\n\n> A quote\n\n[a link](https://x.example) [a bad one](javascript:alert(1))',
      '# too high\n\n## high\n\n###### low\n\n![picture](x.png) <script>alert(1)</script>',
    ];
    for (const markdown of words) {
      const content = {
        ...offer.content,
        sections: offer.content.sections.map((section) => ({ ...section, markdown })),
      };
      const pdf = await app.get<OfferRenderer>(OfferRenderer).render({ ...offer, content });
      expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
      const saved = { ...(await fields(path)), markdown_next: markdown };
      await admin.submit(`${path}/versions`, saved, `${path}/edit`);
      const html = (await admin.get(path)).text;
      expect(html).not.toMatch(/<script>alert|href="javascript:|<img/);
    }
  });
});
