import { describe, expect, it } from '@jest/globals';
import { readEtr, UnreadableReleaseError } from './etr-file.js';
import { compareRelease, isOlderThanApplied, recordAfter } from './ods-import.rules.js';
import type { EtrRelease, StoredRecord } from './ods-import.types.js';

interface Fields {
  code?: string;
  name?: string;
  region?: string;
  icb?: string;
  town?: string;
  opened?: string;
  closed?: string;
  phone?: string;
  letter?: string;
}

/** One line of the shape that ODS publishes: 27 quoted columns. */
function etrLine(fields: Fields = {}): string {
  const columns = Array.from({ length: 27 }, () => '');
  columns[0] = fields.code ?? 'ZZ9';
  columns[1] = fields.name ?? 'FICTIONAL TRUST 9';
  columns[2] = fields.region ?? 'Y63';
  columns[3] = fields.icb ?? 'QWO';
  columns[7] = fields.town ?? 'LEEDS';
  columns[10] = fields.opened ?? '20010401';
  columns[11] = fields.closed ?? '';
  columns[17] = fields.phone ?? '';
  columns[23] = fields.letter ?? 'D';
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(',');
}

const release = (...lines: string[]): EtrRelease => readEtr(Buffer.from(lines.join('\r\n') + '\r\n'));

/** What would be held once a release had been applied. */
const stored = (applied: EtrRelease): StoredRecord[] =>
  applied.rows.map((row) => ({ code: row.code, record: recordAfter(row) }));

describe('reading a release', () => {
  it('takes every row of a sound file, with commas and quotation marks in names', () => {
    const { rows, rejected } = release(
      etrLine({ code: 'ZZ1', name: 'A, "B" AND C NHS TRUST' }),
      etrLine({ code: 'G6V2S' }),
    );
    expect(rejected).toEqual([]);
    expect(rows.map((row) => [row.line, row.code, row.columns[1]])).toEqual([
      [1, 'ZZ1', 'A, "B" AND C NHS TRUST'],
      [2, 'G6V2S', 'FICTIONAL TRUST 9'],
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['too few columns', '"ZZ1","A TRUST","Y63"', /3 columns instead of 27.*cut off/],
    ['too many columns', `${etrLine()},"x"`, /28 columns instead of 27\.$/],
    ['a cut-off line', etrLine().slice(0, 12), /quotation marks|columns/],
    ['a header', etrLine({ code: 'Organisation Code' }), /not an ODS code/],
    ['no name', etrLine({ name: ' ' }), /no name/],
    ['a name of 300 characters', etrLine({ name: 'X'.repeat(300) }), /300 characters/],
    ['a name that turns the direction of text', etrLine({ name: 'TRUST \u202e LIVE' }), /invisible/],
    ['a region that is none', etrLine({ region: 'NORTH' }), /region/],
    ['an ICB that is none', etrLine({ icb: 'q w' }), /ICB/],
    ['an impossible date', etrLine({ opened: '20250230' }), /opened date "20250230"/],
    ['a closing before the opening', etrLine({ opened: '20250401', closed: '20240401' }), /before the opening/],
    ['no nation', etrLine({ region: '', icb: '', letter: 'X' }), /neither in an English region nor in Wales/],
  ])('rejects a row with %s, and takes the others', (_what, line, reason) => {
    const { rows, rejected } = release(etrLine({ code: 'ZZ2' }), line, etrLine({ code: 'ZZ3' }));
    expect(rows.map((row) => row.code)).toEqual(['ZZ2', 'ZZ3']);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(reason) }]);
  });

  it('rejects the second row of a code and names the first', () => {
    const { rows, rejected } = release(etrLine({ code: 'ZZ2' }), etrLine({ code: 'ZZ2', name: 'ANOTHER' }));
    expect(rows).toHaveLength(1);
    expect(rejected).toEqual([{ line: 2, reason: 'ZZ2 stands in line 1 already.' }]);
  });

  it('rejects a row in another encoding, and takes the others', () => {
    const latin1 = Buffer.from(
      `${etrLine({ code: 'ZZ2', name: 'YSBYTY CAFFÉ' })}\n${etrLine({ code: 'ZZ3' })}`,
      'latin1',
    );
    const { rows, rejected } = readEtr(latin1);
    expect(rows.map((row) => row.code)).toEqual(['ZZ3']);
    expect(rejected).toEqual([{ line: 1, reason: expect.stringContaining('UTF-8') }]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.from(' \n'), /empty/],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004rest'), /ZIP archive or a spreadsheet/],
    ['UTF-16', Buffer.from('\ufeffa,b', 'utf16le'), /UTF-16/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /not text/],
    [
      '2,001 rows',
      Buffer.from(
        Array.from({ length: 2001 }, (_, i) => etrLine({ code: `Z${String(i).padStart(4, '0')}` })).join('\n'),
      ),
      /2001 rows/,
    ],
  ])('refuses a file that holds %s', (_what, bytes, reason) => {
    expect(() => readEtr(bytes)).toThrow(UnreadableReleaseError);
    expect(() => readEtr(bytes)).toThrow(reason);
  });
});

describe('comparing a release with what is held', () => {
  const earlier = release(etrLine({ code: 'ZZ1' }), etrLine({ code: 'ZZ2', name: 'FICTIONAL TRUST 2' }));

  it('creates what is new, and says what had closed before', () => {
    const report = compareRelease([], release(etrLine({ code: 'ZZ1' }), etrLine({ code: 'ZZ2', closed: '20200331' })));
    expect(report).toMatchObject({ created: 2, closed: 0, unchanged: 0 });
    expect(report.rows.map((row) => row.alreadyClosed)).toEqual([false, true]);
  });

  it('finds the same release unchanged', () => {
    expect(compareRelease(stored(earlier), earlier)).toMatchObject({
      created: 0,
      renamed: 0,
      moved: 0,
      closed: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it('counts a row under everything that happened to it', () => {
    const now = release(etrLine({ code: 'ZZ1', name: 'NEW NAME', icb: 'QF7', closed: '20260630', phone: '0113' }));
    const report = compareRelease(stored(earlier), now);
    expect(report).toMatchObject({ renamed: 1, moved: 1, closed: 1, updated: 1, unchanged: 0 });
    expect(report.rows[0]?.changes).toEqual([
      { column: 'name', from: 'FICTIONAL TRUST 9', to: 'NEW NAME' },
      { column: 'ICB', from: 'QWO', to: 'QF7' },
      { column: 'closed', from: '', to: '20260630' },
      { column: 'telephone', from: '', to: '0113' },
    ]);
  });

  it('counts a move from Q99 to blank: the raw column differs', () => {
    const before = release(etrLine({ code: 'ZZ1', region: 'W00', icb: 'Q99', letter: 'W' }));
    const after = release(etrLine({ code: 'ZZ1', region: '', icb: '', letter: 'W' }));
    expect(compareRelease(stored(before), after)).toMatchObject({ moved: 1, updated: 1 });
  });

  it('takes a reopening as an update', () => {
    const before = release(etrLine({ code: 'ZZ1', closed: '20260331' }));
    expect(compareRelease(stored(before), release(etrLine({ code: 'ZZ1' })))).toMatchObject({ closed: 0, updated: 1 });
  });

  it('names what an earlier release had, and leaves alone what no release ever had', () => {
    const careTrust: StoredRecord = { code: 'ZZ8', record: Array.from({ length: 27 }, () => null) };
    const report = compareRelease([...stored(earlier), careTrust], release(etrLine({ code: 'ZZ1' })));
    expect(report.absent).toEqual(['ZZ2']);
    expect(report.rows).toHaveLength(1);
  });

  it('compares only the columns that are held, without regard to capitals', () => {
    const partly: StoredRecord = {
      code: 'ZZ1',
      record: Array.from({ length: 27 }, (_, i) => (i === 1 ? 'Fictional Trust 9' : null)),
    };
    expect(compareRelease([partly], earlier)).toMatchObject({ unchanged: 1, created: 1 });
  });
});

describe('the order of releases', () => {
  it('refuses one that is older than the last applied', () => {
    expect(isOlderThanApplied('2025-07-01', '2026-07-01')).toBe(true);
    expect(isOlderThanApplied('2026-07-01', '2026-07-01')).toBe(false);
    expect(isOlderThanApplied('2025-07-01', null)).toBe(false);
  });
});
