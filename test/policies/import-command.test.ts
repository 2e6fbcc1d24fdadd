import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';
import { factCsv, factFolder } from './fact-file.js';

const root = path.resolve(import.meta.dirname, '../..');

describe('the command policies:import', () => {
  let database: TestDatabase;
  let folder: Awaited<ReturnType<typeof factFolder>>;

  beforeAll(async () => {
    database = await cloneDatabase('sample');
    folder = await factFolder();
  });
  afterAll(async () => {
    await database.drop();
    await folder.remove();
  });

  const run = (...args: string[]) =>
    new Promise<{ status: number; out: string; err: string }>((resolve) => {
      const command = [path.join(root, 'dist/src/cli/main.js'), 'policies:import', ...args];
      const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' };
      execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });

  it('prints a report as JSON and nothing else, applies when told to, and then finds nothing to do', async () => {
    const file = await folder.write('facts.csv', factCsv({}, { question: 'nonsense' }));
    const seen = JSON.parse((await run(file, '--json')).out) as object;
    expect(Object.keys(seen)).toEqual(['created', 'superseded', 'verified', 'unchanged', 'kept', 'rejected', 'rows']);
    expect(seen).toMatchObject({ created: 1, rejected: [{ line: 3 }] });
    expect((await run(file, '--apply')).out).toMatch(/^Recorded\.\n {2}created {5}1/);
    expect(JSON.parse((await run(file, '--apply', '--json')).out)).toMatchObject({ created: 0, unchanged: 1 });
  });

  it('refuses in the shape of a report, with the reason under line 0 and status 1', async () => {
    const { status, out, err } = await run(await folder.write('other.csv', 'a,b\n1,2\n'), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ created: 0, rejected: [{ line: 0 }] });
    expect(err).toContain('columns');
  });
});
