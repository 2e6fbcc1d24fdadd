import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readEtrFile } from '../../src/organisations/ods-import/etr-file.js';
import { compareRelease, recordAfter } from '../../src/organisations/ods-import/ods-import.rules.js';
import type { EtrRelease, StoredRecord } from '../../src/organisations/ods-import/ods-import.types.js';

/** The two releases as ODS published them are not part of the product; REAL_DATA names the folder that holds them. */
const folder = process.env['REAL_DATA'];
const onRealReleases = folder ? describe : describe.skip;

onRealReleases('the releases of July 2025 and July 2026', () => {
  const read = (month: string) => readEtrFile(path.join(folder ?? '', `ods-etr-${month}.csv`));
  const held = (release: EtrRelease): StoredRecord[] =>
    release.rows.map((row) => ({ code: row.code, record: recordAfter(row) }));

  it('are read without a rejected row', async () => {
    expect((await read('2025-07')).rejected).toEqual([]);
    expect((await read('2026-07')).rejected).toEqual([]);
  });

  it('differ by 62 ICB moves, 7 renames, 4 closures and 64 created, of which 63 had closed', async () => {
    const report = compareRelease(held(await read('2025-07')), await read('2026-07'));
    expect(report).toMatchObject({ moved: 62, renamed: 7, closed: 4, created: 64, absent: [] });
    expect(report.rows.filter((row) => row.alreadyClosed)).toHaveLength(63);
    const welshMoves = report.rows.filter((row) =>
      row.changes.some((change) => change.from === 'Q99' && change.to === ''),
    );
    expect(welshMoves.map((row) => row.code).sort()).toEqual(['RQF', 'RT4', 'RYT']);
  });

  it('are unchanged the second time', async () => {
    const release = await read('2026-07');
    expect(compareRelease(held(release), release)).toMatchObject({ created: 0, unchanged: 274 });
  });
});
