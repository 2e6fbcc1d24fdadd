import { describe, expect, it } from '@jest/globals';
import { readImportFile } from '../../src/policies/importing/import-file.js';
import { workbook } from './workbook-file.js';

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const project =
  'request,request_url,requested_by,requested_by_url,public_body,public_body_url,classified_by,classified_by_url,status';

describe('a file of requests', () => {
  it('of an Alaveteli project is read without the people in it; answers only where somebody extracted', async () => {
    const file = await readImportFile(
      csv(
        `${project},extracted_by,extracted_by_url,Is there a policy?`,
        'A,https://w.example/request/a,Ann Example,/user/ann,Riverbank,/body/r,,,Successful.,Bob Example,/user/bob,Yes',
        'B,https://w.example/request/b,Ann Example,/user/ann,Moorland,/body/m,,,Awaiting response.,,,No',
      ),
      'alaveteli-project',
    );
    expect(file.columns).toEqual(['Is there a policy?']);
    expect(file.rows).toMatchObject([
      { line: 2, body: 'Riverbank', state: 'Successful.', answers: { 'Is there a policy?': 'Yes' }, broken: null },
      { line: 3, body: 'Moorland', answers: {} },
    ]);
    expect(JSON.stringify(file)).not.toContain('Example');
  });

  it('of a batch and of authorities is read', async () => {
    const batch = csv(
      'request_url,authority_name,number_of_replies,request_status',
      'https://w.example/request/a,Riverbank,2,Refused',
    );
    expect((await readImportFile(batch, 'alaveteli-batch')).rows).toMatchObject([
      { body: 'Riverbank', state: 'Refused' },
    ]);
    const authorities = csv('Internal ID,Name,Short name,URL name,Tags', '7,"River, Bank",RB,river,nhs');
    const read = await readImportFile(authorities, 'alaveteli-authorities');
    expect([read.columns, read.rows[0]?.body]).toEqual([[], 'River, Bank']);
  });

  it('of our own may have a mark at its beginning, semicolons, and cells over several lines', async () => {
    const file = await readImportFile(
      csv('\ufeffbody;ods_code;monitoring', '"River";ZZ1;"one\ntwo"', "Moor;;'=2"),
      'spreadsheet',
    );
    expect(file.rows).toMatchObject([
      { line: 2, body: 'River', code: 'ZZ1', answers: { monitoring: 'one\ntwo' } },
      { line: 4, body: 'Moor', answers: { monitoring: '=2' } },
    ]);
  });

  it('in Windows-1252 is recognised and said', async () => {
    const file = await readImportFile(
      Buffer.from('body\r\nCaf\u00e9 \u2013'.replace('\u2013', '\u0096'), 'latin1'),
      'spreadsheet',
    );
    expect(file.rows[0]?.body).toBe('Café –');
    expect(file.notes[0]).toContain('Windows-1252');
  });

  it('as a workbook gives values, never formulas', async () => {
    const bytes = await workbook([
      ['body', 'state', 'sent_on', 'monitoring'],
      ['River & Bank', 'Successful', '2026-10-01', { formula: 'A1&"x"', value: 'Yes' }],
      ['Moor', '', '', { formula: 'HYPERLINK("x")' }],
    ]);
    const file = await readImportFile(bytes, 'spreadsheet');
    expect(file.rows).toMatchObject([
      { line: 2, body: 'River & Bank', sentOn: '2026-10-01', answers: { monitoring: 'Yes' } },
      { line: 3, body: 'Moor', answers: {} },
    ]);
    expect(file.notes[0]).toContain('holds formulas');
  });

  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['empty', () => csv(''), 'empty'],
    ['a PDF', () => csv('%PDF-1.7'), 'a PDF'],
    ['a web page', () => csv('<!DOCTYPE html><html>'), 'web page'],
    ['an old workbook', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old Excel'],
    ['in UTF-16', () => Buffer.from('\ufeffbody', 'utf16le'), 'UTF-16'],
    ['an open quotation mark', () => csv('body', '"River'), 'quotation mark'],
    ['other columns', () => csv('a,b', '1,2'), 'body or ods_code is missing'],
    ['a column twice', () => csv('body,x,x', '1,2,3'), 'there twice'],
    ['a truncated workbook', async () => (await workbook([['body']])).subarray(0, 400), 'cut off or damaged'],
    ['a zip bomb', () => workbook([['body']], { 'xl/media/x': Buffer.alloc(50 * 1_048_576) }), 'beyond all measure'],
    ['too large', () => Buffer.alloc(11 * 1_048_576, 'a'), '10 MB'],
    ['too long', () => csv('body', ...Array.from({ length: 5_001 }, () => 'x')), '5000 are the most'],
  ])('that is %s is refused in words', async (_, bytes, message) => {
    await expect(readImportFile(await bytes(), 'spreadsheet')).rejects.toThrow(message);
  });

  it('with a row of too many cells keeps the row with the reason', async () => {
    const file = await readImportFile(csv('body,state', 'River,Bank,Successful'), 'spreadsheet');
    expect(file.rows[0]?.broken).toContain('quotation marks');
  });
});
