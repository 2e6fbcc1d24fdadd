import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';
import { etrLine, releaseFolder } from './etr-lines.js';

const root = path.resolve(import.meta.dirname, '../..');

describe('the command organisations:import', () => {
  let database: TestDatabase;
  let folder: Awaited<ReturnType<typeof releaseFolder>>;

  beforeAll(async () => {
    database = await cloneDatabase('empty');
    folder = await releaseFolder();
  });

  afterAll(async () => {
    await database.drop();
    await folder.remove();
  });

  const run = (...args: string[]) =>
    new Promise<{ status: number; out: string; err: string }>((resolve) => {
      const command = [path.join(root, 'dist/src/cli/main.js'), 'organisations:import', ...args];
      const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' };
      execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });

  it('prints a report as JSON and nothing else, and changes nothing without --apply', async () => {
    const file = await folder.write('etr.csv', etrLine('ZZ3'), etrLine('ZZ4', { closed: '20200331' }), '"ZZ5","CUT');
    for (let tried = 0; tried < 2; tried += 1) {
      const { status, out } = await run(file, '--as-of', '2026-07-31', '--json');
      expect(status).toBe(0);
      const report = JSON.parse(out) as Record<string, unknown>;
      expect(Object.keys(report)).toEqual([
        'created',
        'renamed',
        'moved',
        'closed',
        'updated',
        'unchanged',
        'rejected',
        'rows',
        'absent',
      ]);
      expect(report).toMatchObject({
        created: 2,
        unchanged: 0,
        rejected: [{ line: 3, reason: expect.stringContaining('cut off') }],
      });
    }
  });

  it('applies when told to, says so in words, and finds nothing to do the second time', async () => {
    const file = await folder.write('etr.csv', etrLine('ZZ3'), etrLine('ZZ4', { closed: '20200331' }));
    expect((await run(file, '--as-of', '2026-07-31', '--apply')).out).toMatch(
      /^Applied the release of 2026-07-31[\s\S]*created {4}2 \(1 of them had closed before\)/,
    );
    expect(JSON.parse((await run(file, '--as-of', '2026-07-31', '--apply', '--json')).out)).toMatchObject({
      created: 0,
      unchanged: 2,
    });
  });

  it('refuses in the shape of a report, with the reason under line 0 and status 1', async () => {
    const file = await folder.write('etr.csv', etrLine('ZZ3'));
    const { status, out, err } = await run(file, '--as-of', '2025-07-31', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      created: 0,
      rejected: [{ line: 0, reason: expect.stringContaining('older') }],
      rows: [],
    });
    expect(err).toContain('older');
  });

  it('says what is missing when it is called wrongly', async () => {
    const { status, err } = await run('nowhere.csv');
    expect(status).toBe(1);
    expect(err).toContain('--as-of');
  });
});
