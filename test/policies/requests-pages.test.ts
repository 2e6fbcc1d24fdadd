import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/new-id.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { aCampaign } from '../factories/requests.js';
import { factCsv, factFolder } from './fact-file.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

describe('the pages of requests', () => {
  let app: TestApp;
  let admin: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    admin = await signedIn('admin');
  });
  afterAll(() => app.close());

  async function signedIn(who: string): Promise<TestBrowser> {
    const browser = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await browser.get('/sign-in')).text)?.[1] ?? '';
    await browser.signIn(`${who}@beforehand.example`, password);
    return browser;
  }

  const day = (name: string, year: string, month: string, date: string) => ({
    [`${name}-year`]: year,
    [`${name}-month`]: month,
    [`${name}-day`]: date,
  });
  const stored = async (id: string | undefined) =>
    (
      await app.db.query<Record<string, string | null>>(
        'select state, sent_on, due_on, answered_on, exemption, organisation_id from policy_request where id = $1',
        [id],
      )
    )[0];
  const kinds = async (id: string | undefined) =>
    (
      await app.db.query<{ kind: string }>('select kind from policy_request_event where request_id = $1 order by id', [
        id,
      ])
    ).map(({ kind }) => kind);

  it('are not for visitors, learners and trainers', async () => {
    expect((await app.browser().get('/requests')).status).toBe(303);
    await (await signedIn('learner')).get('/requests').expect(403);
    await (await signedIn('trainer')).get('/requests').expect(403);
  });

  it('start a campaign; what is wrong comes back with what was typed; twice is once', async () => {
    expect((await admin.get('/requests').expect(200)).text).toContain('No campaign yet');
    const empty = await admin.get('/requests/new').expect(200);
    expect(empty.text).toContain('Court of Protection');
    const wrong = { name: 'A <b>name</b>', questions: 'One?\n\n2. Two?', letter: 'Dear {{name}}' };
    const refused = await admin.submit('/requests', wrong, '/requests/new');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('There is no placeholder {{name}}');
    expect(refused.text).toContain('A &lt;b&gt;name&lt;/b&gt;');
    const right = { ...wrong, name: 'First', letter: 'To {{body}}\r\n\r\n{{questions}}' };
    for (const _ of [1, 2]) {
      const answer = await admin.submit('/requests', right, '/requests/new');
      expect([answer.status, answer.headers['location']]).toEqual([303, '/requests/first']);
    }
    const other = await admin.submit('/requests', { ...right, questions: 'Another?' }, '/requests/new');
    expect(other.status).toBe(422);
    expect(other.text).toContain('Another campaign has this name');
    const [row] = await app.db.query<{ questions: unknown; letter: string }>(
      `select questions, letter from policy_campaign where slug = 'first'`,
    );
    expect(row).toEqual({
      questions: [
        { number: 1, wording: 'One?' },
        { number: 2, wording: 'Two?' },
      ],
      letter: 'To {{body}}\n\n{{questions}}',
    });
    expect((await admin.get('/requests/first').expect(200)).text).toContain('Nobody is asked yet');
    await admin.get('/requests/none').expect(404);
  });

  it('reword, close and reopen a campaign', async () => {
    await aCampaign(app, 'Reworded');
    await aCampaign(app, 'In the way');
    const content = { questions: 'Who?', letter: '{{questions}}' };
    const taken = await admin.submit('/requests/reworded/edit', { name: 'in the WAY', ...content });
    expect([taken.status, taken.text.includes('Another campaign has this name')]).toEqual([422, true]);
    expect((await admin.submit('/requests/reworded/edit', { name: 'Said anew', ...content })).status).toBe(303);
    expect((await admin.get('/requests/reworded').expect(200)).text).toContain('Said anew');
    await admin.submit('/requests/reworded/closure', {}, '/requests/reworded');
    expect((await admin.get('/requests/reworded')).text).toContain('Open the campaign again');
    await admin.submit('/requests/reworded/reopening', {}, '/requests/reworded');
    expect((await admin.get('/requests/reworded')).text).toContain('Close the campaign');
  });

  it('choose bodies: shown first, then added; again adds nobody', async () => {
    const { campaign } = await aCampaign(app, 'Bodies');
    const page = '/requests/bodies/bodies/new';
    const [scots] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from organisation where nation = 'scotland' and closed_on is null and not fictional`,
    );
    const found = `${String(scots?.n)} bodies</h2>`;
    const preview = await admin.get(`${page}?nation=scotland`).expect(200);
    expect(preview.text).toContain(found);
    expect(preview.text).toContain('not the law of Scotland');
    const none = await admin.submit('/requests/bodies/bodies', { nation: 'scotland', which: 'ticked' }, page);
    expect(none.status).toBe(422);
    expect(none.text).toContain('Tick at least one body');
    expect(none.text).toContain(found);
    const count = async () =>
      (
        await app.db.query<{ n: number }>('select count(*)::int as n from policy_request where campaign_id = $1', [
          campaign.id,
        ])
      )[0]?.n;
    const [fife] = await app.db.query<{ id: string }>(`select id from organisation where code = 'S08000029'`);
    const one = { nation: 'scotland', which: 'ticked', organisation: fife?.id ?? '' };
    await admin.submit('/requests/bodies/bodies', one, page);
    expect(await count()).toBe(1);
    for (const _ of [1, 2]) await admin.submit('/requests/bodies/bodies', { nation: 'scotland', which: 'all' }, page);
    expect(await count()).toBe(scots?.n);
    await admin.submit('/requests/bodies/bodies', { nation: 'england', which: 'all' }, page);
    const [all] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from organisation where nation in ('england', 'scotland') and closed_on is null and not fictional`,
    );
    expect(all?.n).toBeGreaterThan(200);
    expect(await count()).toBe(all?.n);
  });

  it('mark letters as sent: some, then the rest, and those that were sent stay as they were', async () => {
    const { requestTo } = await aCampaign(app, 'Sending', { ZZ1: {}, ZZ2: {}, S08000029: {} });
    const page = '/requests/sending/sendings/new';
    const send = (fields: Record<string, string>) => admin.submit('/requests/sending/sendings', fields, page);
    const late = await send({ which: 'all', ...day('sentOn', '2026', '11', '24') });
    expect([late.status, late.text.includes('in the future')]).toEqual([422, true]);
    const typed = await send({ which: 'ticked', request: requestTo['ZZ2'] ?? '', ...day('sentOn', '2026', '2', '30') });
    expect(typed.status).toBe(422);
    expect(typed.text).toMatch(new RegExp(`value="${requestTo['ZZ2'] ?? ''}" checked`));
    await send({ which: 'ticked', request: requestTo['ZZ1'] ?? '', ...day('sentOn', '2026', '7', '1') });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ sent_on: '2026-07-01', due_on: '2026-07-30' });
    expect(await stored(requestTo['ZZ2'])).toMatchObject({ state: 'not_sent' });
    for (const _ of [1, 2]) await send({ which: 'all', ...day('sentOn', '2026', '11', '2') });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ sent_on: '2026-07-01' });
    expect(await stored(requestTo['S08000029'])).toMatchObject({ state: 'waiting_response', due_on: '2026-12-01' });
    expect(await kinds(requestTo['ZZ2'])).toEqual(['sent']);
  });

  it('record what happens, move the request on, and count the days anew', async () => {
    const { requestTo } = await aCampaign(app, 'Log', { ZZ1: { sentOn: '2026-10-01' } });
    const path = `/requests/log/bodies/${requestTo['ZZ1'] ?? ''}`;
    const record = (fields: Record<string, string>) => admin.submit(`${path}/events`, fields, path);
    const asked = { kind: 'clarification_asked', ...day('onDate', '2026', '10', '8') };
    for (const _ of [1, 2]) expect((await record(asked)).status).toBe(303);
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ state: 'waiting_clarification', due_on: null });
    expect(await kinds(requestTo['ZZ1'])).toEqual(['sent', 'clarification_asked']);
    await record({ kind: 'clarification_given', ...day('onDate', '2026', '10', '15') });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ state: 'waiting_response', due_on: '2026-11-12' });
    expect((await admin.get(path).expect(200)).text).toContain('12 November 2026, which was 7 working days ago');

    const named = { kind: 'extension', text: 'Mr John Example wrote', days: '5', ...day('onDate', '2026', '11', '12') };
    const warned = await record(named);
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('a name (Mr John Example)');
    expect((await record({ ...named, harmless: 'yes' })).status).toBe(303);
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ due_on: '2026-11-19' });

    const answer = { kind: 'reply', ...day('onDate', '2026', '11', '20') };
    expect((await record(answer)).text).toContain('Choose what kind of answer it was');
    await record({ ...answer, outcome: 'partially_successful', exemption: 'foia_40' });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({
      state: 'partially_successful',
      answered_on: '2026-11-20',
      exemption: 'foia_40',
    });
    const page = (await admin.get(path)).text;
    expect(page).toContain('answered 1 working day late');
    expect(page).toContain('Section 40 (personal information)');
    expect((await admin.get('/requests/log/list?show=late')).text).toContain('Riverbank');

    await record({ kind: 'internal_review_asked', ...day('onDate', '2026', '11', '23') });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ state: 'internal_review', due_on: '2026-12-22' });
    const odd = await record({ kind: 'clarification_given', ...day('onDate', '2026', '11', '23') });
    expect([odd.status, odd.text.includes('does not fit how the request stands')]).toEqual([422, true]);
  });

  it('withdraw a mistaken entry and correct how the request stands', async () => {
    const { requestTo } = await aCampaign(app, 'Mistakes', {
      ZZ1: { sentOn: '2026-10-01' },
      S08000029: { sentOn: '2026-10-01' },
    });
    const path = `/requests/mistakes/bodies/${requestTo['ZZ1'] ?? ''}`;
    await admin.submit(`${path}/events`, { kind: 'extension', ...day('onDate', '2026', '10', '20') }, path);
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ due_on: '2026-11-26' });
    const withdrawal = /action="([^"]+withdrawals)"/.exec((await admin.get(path)).text)?.[1] ?? '';
    for (const _ of [1, 2]) expect((await admin.submit(withdrawal, {}, path)).status).toBe(303);
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ due_on: '2026-10-29' });
    expect((await admin.get(path)).text).toContain('Withdrawn as a mistake');

    const correct = (fields: Record<string, string>) => admin.submit(`${path}/correction`, fields);
    const bad = await correct({ state: 'not_sent', ...day('sentOn', '2026', '10', '1'), url: 'javascript:alert(1)' });
    expect([bad.status, bad.text.includes('begins with https://')]).toEqual([422, true]);
    const url = 'https://www.whatdotheyknow.com/request/fictional';
    await correct({
      state: 'not_held',
      ...day('sentOn', '2026', '10', '2'),
      ...day('answeredOn', '2026', '10', '9'),
      url,
    });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({
      state: 'not_held',
      sent_on: '2026-10-02',
      due_on: '2026-10-30',
    });
    await correct({ state: 'not_sent', url });
    expect(await stored(requestTo['ZZ1'])).toMatchObject({ state: 'not_sent', sent_on: null, due_on: null });

    const scots = `/requests/mistakes/bodies/${requestTo['S08000029'] ?? ''}`;
    const extension = { kind: 'extension', ...day('onDate', '2026', '10', '20') };
    const refused = await admin.submit(`${scots}/events`, extension, scots);
    expect([refused.status, refused.text.includes('Act of Scotland')]).toEqual([422, true]);
  });

  it('show a body that closed, and go on with its successor once', async () => {
    const [solent] = await app.db.query<{ code: string; successor: string; closed: string }>(
      `select o.code, s.successor_id as successor, o.closed_on as closed from organisation o
       join organisation_succession s on s.predecessor_id = o.id where o.code = 'R1C'`,
    );
    const { requestTo, organisation, campaign } = await aCampaign(app, 'Closed', { R1C: { sentOn: '2024-09-02' } });
    const path = `/requests/closed/bodies/${requestTo['R1C'] ?? ''}`;
    expect((await admin.get(path).expect(200)).text).toContain('This body has closed');
    expect((await admin.get('/requests/closed/list?show=closed')).text).toContain('Body closed');
    const stranger = await admin.submit(`${path}/moves`, { successor: organisation['R1C'] ?? '' }, path);
    expect(stranger.status).toBe(303);
    for (const _ of [1, 2]) {
      const answer = await admin.submit(`${path}/moves`, { successor: solent?.successor ?? '' }, path);
      expect(answer.status).toBe(303);
    }
    expect(await stored(requestTo['R1C'])).toMatchObject({ organisation_id: solent?.successor });
    expect(await kinds(requestTo['R1C'])).toEqual(['sent', 'note']);
    expect((await admin.get(path)).text).toContain('Asked first of');
    const [row] = await app.db.query<{ n: number }>(
      'select count(*)::int as n from policy_request where campaign_id = $1',
      [campaign.id],
    );
    expect(row?.n).toBe(1);
  });

  it('make letters and a chase list, as pages and as files whose formulas are escaped', async () => {
    await aCampaign(app, 'Chased', {
      ZZ1: { sentOn: '2026-10-01' },
      ZZ2: { sentOn: '2026-09-01' },
      S08000029: { sentOn: '2026-11-20' },
      RX6: {},
    });
    const letters = await admin.get('/requests/chased/letters').expect(200);
    expect(letters.text).toContain('North East Ambulance');
    expect(letters.text).not.toContain('Letter to Riverbank');
    const text = await admin.get('/requests/chased/letters.txt?show=all').expect(200);
    expect(text.headers['content-disposition']).toBe('attachment; filename="chased-letters.txt"');
    expect(text.text.match(/^To: /gm)).toHaveLength(4);
    expect(text.text).toContain('Freedom of Information (Scotland) Act 2002');
    const chase = (await admin.get('/requests/chased/chase').expect(200)).text;
    expect(chase).toContain('2 bodies are late');
    expect(chase.indexOf('Moorland')).toBeLessThan(chase.indexOf('Riverbank'));
    const csv = (await admin.get('/requests/chased/chase.csv').expect(200)).text;
    expect(csv.startsWith('\uFEFFbody,code,act,sent_on,due_on,working_days_late')).toBe(true);
    expect(csv).toContain('2026-10-01,2026-10-29,17,,,');
    await app.db.query(`update organisation set name = '=1+1' where code = 'ZZ2'`);
    const list = (await admin.get('/requests/chased/list.csv?show=overdue').expect(200)).text;
    expect(list).toContain(`'=1+1,ZZ2`);
    expect(list.trim().split('\r\n').length + list.trim().split('\n').length).toBeGreaterThan(3);
    await app.db.query(
      `update organisation set name = 'Moorland Ambulance Service NHS Trust (fictional)' where code = 'ZZ2'`,
    );
  });

  it('show a board whose numbers lead to lists of as many', async () => {
    const { requestTo } = await aCampaign(app, 'Board', {
      ZZ1: { sentOn: '2026-10-01', state: 'successful', answeredOn: '2026-10-20' },
      ZZ2: { sentOn: '2026-10-01' },
      S08000029: { sentOn: '2026-10-01', state: 'rejected', exemption: 'foisa_12' },
      RX6: {},
    });
    const board = (await admin.get('/requests/board').expect(200)).text;
    const numbers = [...board.matchAll(/href="(\/requests\/board\/list\?[^"]+)">(\d+)</g)].map(
      ([, href = '', number]) => ({
        href: href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
        number: Number(number),
      }),
    );
    expect(numbers.length).toBeGreaterThan(20);
    for (const { href, number } of numbers) {
      const list = (await admin.get(href).expect(200)).text;
      expect([href, Number(/id="found">(\d+) request/.exec(list)?.[1])]).toEqual([href, number]);
    }
    expect(numbers).toContainEqual({ href: '/requests/board/list?show=overdue', number: 1 });
    // The fictional Trust's confirmed facts are no FOI replies.
    expect(board).not.toContain('show&#x3D;extracted');
    const folder = await factFolder();
    const numberOf = async (show: string) =>
      Number(new RegExp(`list\\?show&#x3D;${show}">(\\d+)<`).exec((await admin.get('/requests/board')).text)?.[1] ?? 0);
    const reply = async (on: string, secondReading: string) => {
      const line = {
        organisation: 'ZZ1',
        standing: 'foi_reply',
        replied_on: on,
        source_url: `https://example.org/${on}`,
      };
      const file = await folder.write(
        'reply.csv',
        factCsv({ ...line, second_reading: secondReading, second_reading_on: secondReading && '2026-11-02' }),
      );
      await app.get<FactsImportService>(FactsImportService).import(file, { apply: true });
      return [await numberOf('extracted'), await numberOf('verified')];
    };
    // A reply from before the request answers another one.
    expect(await reply('2026-09-30', 'agree')).toEqual([0, 0]);
    expect(await reply('2026-10-20', '')).toEqual([1, 0]);
    expect(await reply('2026-10-21', 'agree')).toEqual([1, 1]);
    await folder.remove();
    // A document says itself to which request it belongs.
    const copied = (table: string, changes: object, of: string) =>
      app.db.query(
        `insert into ${table} select (jsonb_populate_record(x, $1)).* from ${table} x where ${of} limit 1 returning id`,
        [JSON.stringify(changes)],
      );
    const document = { id: newId(), lineage: 'of the request', request_id: requestTo['ZZ2'] };
    await copied('policy_document', document, `x.standing = 'archived' and x.superseded_at is null`);
    const fact = { id: newId(), lineage: 'of the request', document_id: document.id };
    await copied('policy_fact', fact, `x.standing = 'archived' and x.superseded_at is null`);
    expect(await numberOf('extracted')).toBe(2);
  });

  it('ask the database as often for 200 bodies as for one', async () => {
    const codes = await app.db.query<{ code: string }>(
      `select code from organisation where nation = 'england' and closed_on is null and not fictional order by code limit 200`,
    );
    await aCampaign(app, 'One', { ZZ1: { sentOn: '2026-10-01' } });
    await aCampaign(app, 'Lots', Object.fromEntries(codes.map(({ code }) => [code, { sentOn: '2026-10-01' }])));
    const count = async (path: string) => (await app.statementsOf(async () => admin.get(path).expect(200))).length;
    for (const page of ['', '/list', '/list?q=hospital', '/chase', '/letters?show=all', '/sendings/new', '/bodies/new'])
      expect([page, await count(`/requests/lots${page}`)]).toEqual([page, await count(`/requests/one${page}`)]);
    expect(await count('/requests/lots/list')).toBeLessThan(10);
  });
});
