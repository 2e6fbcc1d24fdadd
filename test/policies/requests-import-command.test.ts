import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

const root = path.resolve(import.meta.dirname, '../..');

describe('the command requests:import', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await cloneDatabase('sample');
    folder = await mkdtemp(path.join(tmpdir(), 'imports-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const run = (...args: string[]) =>
    new Promise<{ status: number; out: string; err: string }>((resolve) => {
      const command = [path.join(root, 'dist/src/cli/main.js'), 'requests:import', ...args];
      const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: database.url, NODE_OPTIONS: '' };
      execFile(process.execPath, command, { cwd: root, env }, (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });

  it('prints the report as JSON and nothing else, applies when told to, and then finds nothing to do', async () => {
    const file = path.join(folder, 'batch.csv');
    await writeFile(
      file,
      'request_url,authority_name,number_of_replies,request_status\nhttps://w.example/request/a,Gateshead Health NHSFT,1,Successful\nhttps://w.example/request/b,Gatehead Helth,0,Refused\n,Tees,0,Nonsense\n',
    );
    const args = [file, '--format', 'alaveteli-batch', '--campaign', 'From the command'];
    const seen = JSON.parse((await run(...args, '--json')).out) as object;
    expect(Object.keys(seen)).toEqual(['new', 'changed', 'unchanged', 'inDoubt', 'rejected']);
    expect(seen).toMatchObject({
      new: 1,
      changed: 0,
      unchanged: 0,
      inDoubt: [{ line: 3, body: 'Gatehead Helth' }],
      rejected: [{ line: 4 }],
    });
    expect((await run(...args, '--apply')).out).toMatch(/^Applied\.\nThe campaign “From the command” was started/);
    expect(JSON.parse((await run(...args, '--apply', '--json')).out)).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  it('refuses in the shape of a report, with the reason under line 0 and status 1', async () => {
    const { status, out, err } = await run(
      path.join(folder, 'none.csv'),
      '--format',
      'spreadsheet',
      '--campaign',
      'X',
      '--json',
    );
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ new: 0, inDoubt: [], rejected: [{ line: 0 }] });
    expect(err).toContain('There is no file');
  });
});
