import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ImportFormat, RequestsImportService } from '../../src/policies/requests-import.service.js';
import type { Answer } from '../../src/policies/extracting/answer.form.js';
import { VerificationsService } from '../../src/policies/verifying/verifications.service.js';
import { RequestsService } from '../../src/policies/requests.service.js';
import { aCampaign } from '../factories/requests.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ZZ1 = 'Riverbank Hospitals NHS Trust (fictional)';
const ZZ2 = 'Moorland Ambulance Service NHS Trust (fictional)';
const HEADER =
  'request,request_url,requested_by,requested_by_url,public_body,public_body_url,classified_by,classified_by_url,status,extracted_by,extracted_by_url,monitoring,Which role or team?,record_location';
const row = (body: string, status: string, answers: string[] = [], slug = 'a') =>
  `R,https://w.example/request/${slug},P,/user/p,"${body}",/body/b,,,${status},${answers.length > 0 ? 'P,/user/p' : ','},${['', '', '', ...answers].slice(-3).join(',')}`;

describe('an import of requests', () => {
  let app: TestApp;
  let imports: RequestsImportService;
  let folder: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    imports = app.get(RequestsImportService);
    folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await app.close();
  });

  async function run(campaign: string, lines: string[], options: { apply?: boolean; format?: ImportFormat } = {}) {
    const file = path.join(folder, 'file.csv');
    await writeFile(file, lines.join('\n'));
    const { apply = false, format = 'alaveteli-project' } = options;
    return imports.import(file, { campaign, apply, format });
  }
  const facts = (code: string, like: string) =>
    app.db.query<{
      key: string;
      state: string;
      value: unknown;
      note: string | null;
      superseded_at: Date | null;
      url: string;
    }>(
      `select q.key, f.state, f.value, f.note, f.superseded_at, d.url from policy_fact f join policy_question q on q.id = f.question_id
       join policy_document d on d.id = f.document_id join organisation o on o.id = f.organisation_id
       where o.code = $1 and d.title like $2 order by f.id`,
      [code, `%${like}%`],
    );

  it('shows first and changes nothing, then applies in one go, and finds nothing to do the second time', async () => {
    const lines = [
      HEADER,
      row(ZZ1, 'Successful.', ['Yes', 'The safeguarding team', '"epr_alert, other"']),
      row('Moorland Ambulance Service NHS FT (fictional)', 'Waiting clarification.', [], 'b'),
      row('Rivrbank Hospitls', 'Successful.', [], 'c'),
      row(ZZ2, 'Refused', [], 'd'),
      row('Gateshead Health', 'Nonsense', [], 'e'),
    ];
    const seen = await run('Twice', lines);
    expect(seen.report).toMatchObject({
      new: 2,
      changed: 0,
      unchanged: 0,
      inDoubt: [{ line: 4, body: 'Rivrbank Hospitls' }],
    });
    expect(seen.report.inDoubt[0]?.candidates.map(({ code }) => code)).toContain('ZZ1');
    expect(seen.report.rejected).toMatchObject([
      { line: 5, reason: expect.stringContaining('Line 3') as unknown as string },
      { line: 6, reason: expect.stringContaining('“Nonsense”') as unknown as string },
    ]);
    expect(seen.notes.campaign).toBe('is missing');
    expect(await app.get<RequestsService>(RequestsService).campaign('Twice')).toBeUndefined();
    const applied = await run('Twice', lines, { apply: true });
    expect([applied.report.new, applied.notes.campaign]).toEqual([2, 'was started']);
    const requests = await app.db.query(
      `select r.state, r.url from policy_request r join policy_campaign c on c.id = r.campaign_id where c.name = 'Twice' order by r.state`,
    );
    expect(requests).toEqual([
      { state: 'successful', url: 'https://w.example/request/a' },
      { state: 'waiting_clarification', url: 'https://w.example/request/b' },
    ]);
    expect(await facts('ZZ1', 'Twice')).toMatchObject([
      { key: 'monitoring', state: 'stated', value: 'yes', url: 'https://w.example/request/a' },
      { key: 'record_location', state: 'stated', value: ['epr_alert', 'other'] },
    ]);
    const again = await run('Twice', lines, { apply: true });
    expect(again.report).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect(await facts('ZZ1', 'Twice')).toHaveLength(2);
  });

  it('leaves what people corrected since as it is when the same file comes again', async () => {
    const { requestTo } = await aCampaign(app, 'Corrected', { ZZ1: {} });
    const lines = [HEADER, row(ZZ1, 'Successful.', ['Yes', '', ''])];
    expect((await run('Corrected', lines, { apply: true })).report).toMatchObject({ new: 0, changed: 1 });
    await app.db.query(`update policy_request set state = 'partially_successful' where id = $1`, [requestTo['ZZ1']]);
    expect((await run('Corrected', lines, { apply: true })).report).toMatchObject({ changed: 0, unchanged: 1 });
    const other = [HEADER, row(ZZ1, 'Refused', ['Yes', '', ''])];
    expect((await run('Corrected', other, { apply: true })).report).toMatchObject({ changed: 1 });

    const [read] = await app.db.query<{ id: string; admin: string }>(
      `select f.id, (select p.id from person p where p.email = 'admin@beforehand.example') as admin from policy_fact f
       join policy_document d on d.id = f.document_id where d.title like '%(Corrected)' and f.superseded_at is null`,
    );
    const said: Answer = {
      state: 'stated',
      value: 'no',
      quote: null,
      paraphrase: null,
      locator: null,
      note: null,
      under: null,
    };
    await app.get(VerificationsService).correct(read?.id ?? '', read?.admin ?? '', said, 'It says no.');
    // Without an answer in between, the file that says “yes” again is judged anew.
    for (const answer of ['', 'Yes']) {
      const line = row(ZZ1, 'Refused', [answer, 'A team', '']);
      await run('Corrected', [HEADER, line], { apply: true });
    }
    const values = (await facts('ZZ1', '(Corrected)')).filter(
      ({ key, superseded_at: at }) => key === 'monitoring' && !at,
    );
    expect(values).toMatchObject([{ value: 'no' }]);
  });

  it('keeps a "No" and what fits no answer as unclear, and supersedes an answer that changed', async () => {
    await run('Unclear', [HEADER, row(ZZ1, 'Successful.', ['No', '', 'in a cupboard'])], { apply: true });
    expect(await facts('ZZ1', 'Unclear')).toMatchObject([
      {
        key: 'monitoring',
        state: 'unclear',
        value: null,
        note: expect.stringContaining('Needs review') as unknown as string,
      },
      { key: 'record_location', state: 'unclear', note: expect.stringContaining('in a cupboard') as unknown as string },
    ]);
    await run('Unclear', [HEADER, row(ZZ1, 'Successful.', ['Yes', '', 'in a cupboard'])], { apply: true });
    const after = await facts('ZZ1', 'Unclear');
    expect(after.map(({ key, superseded_at }) => [key, superseded_at === null])).toEqual([
      ['monitoring', false],
      ['record_location', true],
      ['monitoring', true],
    ]);
  });

  it('takes dates and reasons from a spreadsheet of our own, and says what is wrong in each row', async () => {
    const lines = [
      'body,ods_code,state,sent_on,answered_on,exemption,url,monitoring',
      ',ZZ1,not held,01/10/2026,2026-10-20,,https://w.example/request/a,no',
      `"${ZZ2}",,,2026-12-01,,,,`,
      ',RR7,refused,2026-10-02,2026-10-01,foia_12,javascript:alert(1),',
      ',NOPE,successful,,,,,',
      `"${ZZ2}",RX6,successful,,,,,`,
      ',RX6,successful,,,foia_99,,"Dr Jane Example"',
      ',RTF,successful,,,foia_12,,"Dr Jane Example"',
    ];
    const { report, notes } = await run('Sheet', lines, { apply: true, format: 'spreadsheet' });
    expect(report).toMatchObject({ new: 2, inDoubt: [{ line: 6, candidates: [{ code: 'RX6' }, { code: 'ZZ2' }] }] });
    expect(report.rejected.map(({ line }) => line)).toEqual([3, 4, 5, 7]);
    expect(report.rejected[0]?.reason).toContain('future');
    expect(report.rejected[1]?.reason).toMatch(/before it was sent.*javascript/);
    expect(notes.warnings.find(({ line }) => line === 8)?.reason).toContain('Dr Jane Example');
    const [request] = await app.db.query(
      `select r.state, r.sent_on, r.answered_on from policy_request r join policy_campaign c on c.id = r.campaign_id
       join organisation o on o.id = r.organisation_id where c.name = 'Sheet' and o.code = 'ZZ1'`,
    );
    expect(request).toEqual({ state: 'not_held', sent_on: '2026-10-01', answered_on: '2026-10-20' });
    expect(await facts('ZZ1', 'Sheet')).toMatchObject([{ key: 'monitoring', state: 'stated', value: 'no' }]);
    expect(await facts('RTF', 'Sheet')).toEqual([]);
  });

  it('previews 250 bodies with 40 answers each in under 5 seconds, in a constant number of statements', async () => {
    const names = await app.db.query<{ name: string }>(
      'select name from organisation where not fictional order by code',
    );
    const keys = await app.db.query<{ key: string }>('select key from policy_question order by position');
    const titles = [...keys.map(({ key }) => key), ...Array.from({ length: 40 }, (_, n) => `More ${String(n)}`)].slice(
      0,
      40,
    );
    const bodies = Array.from({ length: 250 }, (_, n) =>
      n < 220 ? (names[n]?.name ?? '') : `Misspelt Hospitls ${String(n)}`,
    );
    const lines = [
      `body,state,${titles.join(',')}`,
      ...bodies.map((body) => `"${body}",successful,${titles.map(() => '"words, and more words"').join(',')}`),
    ];
    let report: Awaited<ReturnType<typeof run>>['report'] | undefined;
    const statements = await app.statementsOf(async () => {
      ({ report } = await run('Many', lines, { format: 'spreadsheet' }));
    });
    expect(
      [report?.new, report?.inDoubt.length, report?.rejected.length].reduce<number>(
        (sum, rows) => sum + (rows ?? 0),
        0,
      ),
    ).toBe(250);
    expect(statements.length).toBeLessThan(20);
    await run('Many', lines, { format: 'spreadsheet', apply: true });
    expect((await run('Many', lines, { format: 'spreadsheet' })).report).toMatchObject({ new: 0, changed: 0 });
  });
});
