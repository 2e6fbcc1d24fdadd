import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import yazl from 'yazl';
import { CourseFilesRefused, CourseFilesService, type CourseImport } from '../../src/courses/course-files.service.js';
import { belongsToCourse } from '../../src/courses/format/course-names.js';
import { readZip, zipOf } from '../../src/courses/portable/course-zip.js';
import { PublishingService } from '../../src/courses/publishing.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';
import { changed, courseFolder, smallestCourse } from './course-files.js';

const root = path.resolve(import.meta.dirname, '../..');
const SHIPPED = path.join(root, 'content/advance-decisions');
const temporary = () => mkdtemp(path.join(tmpdir(), 'course-'));

function zipWith(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [path.relative(folder, name), await readFile(name, 'utf8')] as const)),
  );
}

describe('a zip of a course', () => {
  it('comes back as it went, whatever its files say', async () => {
    const name = fc.stringMatching(/^(lessons|questions)\/[a-zé0-9 -]{1,12}\.md$/);
    const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((words) => words.replace(/[\0\r\uFEFF]/g, ''));
    const files = fc.dictionary(name, text, { maxKeys: 8 }).map((more) => ({ 'course.md': '---', ...more }));
    await fc.assert(
      fc.asyncProperty(files, async (made) => {
        const given = await readZip(await buffer(zipOf(new Map(Object.entries(made)), 'slug', new Date())));
        expect(given).toEqual({ files: new Map(Object.entries(made)), media: new Map(), leftOut: [], problems: [] });
      }),
      { numRuns: 40 },
    );
  });

  it('is taken from its top as from a folder, and what belongs to no course is named', async () => {
    const entries = { 'course.md': 'a', 'lessons/1.md': 'b', 'lessons/.hidden.md': 'c', '__MACOSX/course.md': 'd' };
    const given = await readZip(await zipWith(entries));
    expect([...given.files.keys()]).toEqual(['course.md', 'lessons/1.md']);
    expect(given.leftOut).toEqual(['__MACOSX/course.md', 'lessons/.hidden.md']);
    const deep = await readZip(await zipWith({ 'x/course.md': 'a', 'x/sources.yaml': 'b', 'other.md': 'c' }));
    expect([...deep.files.keys()]).toEqual(['course.md', 'sources.yaml']);
    expect(deep.leftOut).toEqual(['../other.md']);
  });

  it('is refused when it would grow beyond bounds, leads out of itself, is locked, cut off, or no zip', async () => {
    const bomb = await zipWith({ 'course.md': Buffer.alloc(21 * 1_048_576) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readZip(bomb)).rejects.toThrow('20 MB once it is opened');
    const good = await zipWith({ 'aa/course.md': 'a', 'aa/evil.md': 'b' });
    const leading = Buffer.from(good.toString('latin1').replaceAll('aa/evil.md', '../evil.md'), 'latin1');
    await expect(readZip(leading)).rejects.toThrow('no zip, or it is damaged');
    // The claimed size of what is inflated is a lie.
    const lying = Buffer.from(bomb);
    lying.writeUInt32LE(10, lying.lastIndexOf('PK\u0001\u0002') + 24);
    await expect(readZip(lying)).rejects.toThrow(CourseFilesRefused);
    await expect(readZip(good.subarray(0, good.length - 30))).rejects.toThrow('no zip, or it is damaged');
    await expect(readZip(Buffer.from('hello'))).rejects.toThrow('no zip, or it is damaged');
    const many = await zipWith(
      Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`lessons/${String(at)}.md`, ''])),
    );
    await expect(readZip(many)).rejects.toThrow('2,000 files');
  });

  it.each(['../course.md', 'lessons/../../x.md', '/etc/passwd', 'lessons/.x.md', 'lessons\\x.md', 'course.md/x'])(
    'never holds a course’s file called %s',
    (name) => {
      expect(belongsToCourse(name)).toBe(false);
    },
  );
});

describe('a course as files', () => {
  let app: TestApp;
  let files: CourseFilesService;
  let trainer: TestBrowser;
  const folders: string[] = [];
  const folder = async () => {
    folders.push(await temporary());
    return folders.at(-1) ?? '';
  };
  const given = (changes: Record<string, string | null> = {}) => ({
    files: new Map(
      Object.entries({ ...smallestCourse, ...changes }).flatMap(([name, text]) =>
        text === null ? [] : [[name, text]],
      ),
    ),
    leftOut: [],
    problems: [],
    media: new Map<string, Buffer>(),
  });
  const told = (answer: CourseImport) => {
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
    return answer.report;
  };
  const problems = (answer: CourseImport) =>
    'problems' in answer ? answer.problems.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`) : [];

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    files = app.get(CourseFilesService);
    trainer = app.browser();
    const password = /<code>([^<]+)<\/code>/.exec((await trainer.get('/sign-in')).text)?.[1] ?? '';
    await trainer.signIn('trainer@beforehand.example', password);
  });
  afterAll(async () => {
    await app.close();
    for (const one of folders) await rm(one, { recursive: true, force: true });
  });

  it('goes out as it shipped, comes in without changing anything, and goes out the same', async () => {
    const [first, second] = [await folder(), await folder()];
    const { version } = await files.exportTo('advance-decisions', path.join(first, 'deep'));
    expect(await filesIn(path.join(first, 'deep'))).toEqual(await filesIn(SHIPPED));
    const report = told(await files.importFolder(path.join(first, 'deep'), { apply: true }));
    expect(report).toMatchObject({ comparedWith: 1, version: 1, makesVersion: false, applied: false, settings: [] });
    expect(report.lessons.every(({ change }) => change === 'unchanged')).toBe(true);
    expect(version.lessons).toHaveLength(report.lessons.length);
    expect(report.questions).toMatchObject({ added: 0, changed: 0, removed: 0, touched: [] });
    await files.exportTo('advance-decisions', second);
    expect(await filesIn(second)).toEqual(await filesIn(SHIPPED));
  });

  it('begins a course that is new here, and shows block by block what later files change', async () => {
    expect(told(await files.import(given(), { apply: false }))).toMatchObject({ comparedWith: null, version: 1 });
    expect(told(await files.import(given(), { apply: true }))).toMatchObject({ applied: true, version: 1 });
    const lesson = (smallestCourse['lessons/01-first.md'] ?? '')
      .replace('Somebody has a paper.', 'Somebody has two papers.')
      .replace('The Act says so.', 'The Act says more.')
      .replace('::: fact record_location {#where}\n=== stated\nIt is kept here: {{answer}}.\n:::', '')
      .replace('::: check-yourself', '::: callout tip "New" {#new}\nA tip.\n:::\n\n::: check-yourself')
      .replace('minutes: 5', 'minutes: 6');
    const changes = { ...changed('course.md', 'pass_mark: 80', 'pass_mark: 90'), 'lessons/01-first.md': lesson };
    const seen = told(await files.import(given(changes), { apply: false }));
    expect(seen).toMatchObject({ version: 2, applied: false, settings: ['pass mark'], questions: { unchanged: 2 } });
    expect(seen.lessons).toEqual([
      {
        slug: 'first',
        title: 'The first lesson',
        change: 'changed',
        details: ['minutes'],
        blocks: { added: 1, changed: 2, removed: 1, unchanged: 3 },
        touched: [
          { key: 'opening', kind: 'case', change: 'changed' },
          { key: 'text-2', kind: 'text', change: 'changed' },
          { key: 'new', kind: 'callout', change: 'added' },
          { key: 'where', kind: 'fact', change: 'removed' },
        ],
      },
    ]);
    expect(told(await files.import(given(changes), { apply: true }))).toMatchObject({ applied: true, version: 2 });
    const out = await folder();
    await files.exportTo('smallest', out);
    expect(await filesIn(out)).toEqual({ ...smallestCourse, ...changes });
  });

  it('is told with file, line and remedy what is wrong, and nothing is taken over', async () => {
    const newer = changed('course.md', 'slug: smallest', 'format: 2\nslug: smallest');
    expect(problems(await files.import(given(newer), { apply: true }))[0]).toMatch(
      /^course\.md:2: format: This product reads format 1\. Export the course again/,
    );
    const older = changed('course.md', 'pass_mark: 80', 'passmark: 80');
    const [missing, unknown] = problems(await files.import(given(older), { apply: true }));
    expect([missing, unknown].join('\n')).toContain('course.md:7: passmark: There is no such field.');
    const without = problems(await files.import(given({ 'sources.yaml': null }), { apply: true }));
    expect(without.join('\n')).toContain('sources.yaml:1: The file is missing.');
    const here = await folder();
    await writeFile(path.join(here, 'course.md'), Buffer.from([0x2d, 0xff, 0xfe]));
    await symlink('/etc/passwd', path.join(here, 'sources.yaml'));
    await writeFile(path.join(here, 'notes.docx'), 'x');
    const answer = await files.importFolder(here, { apply: true });
    expect(problems(answer).join('\n')).toContain('course.md:1: The file is no text in UTF-8.');
    expect(problems(answer).join('\n')).not.toContain('course.md:1: The file is missing');
    expect('problems' in answer && answer.leftOut).toEqual(['notes.docx', 'sources.yaml/']);
    await expect(files.importFolder(path.join(here, 'nowhere'), { apply: false })).rejects.toThrow(
      'There is no folder',
    );
    expect((await files.export('smallest')).version.number).toBe(2);
  });

  it('is not written among the files of another one', async () => {
    const { folder: here, remove } = await courseFolder({ 'lessons/02-other.md': 'mine' });
    await expect(files.exportTo('smallest', here)).rejects.toThrow('lessons/02-other.md, which this version');
    expect((await filesIn(here))['course.md']).toBe(smallestCourse['course.md']);
    await remove();
  });

  it('goes out as a zip for who may write courses', async () => {
    expect((await app.browser().get('/course-files')).status).toBe(303);
    const page = await trainer.get('/course-files/advance-decisions').expect(200);
    expect(page.text).toContain('/course-files/advance-decisions/export.zip');
    const read = (res: unknown, done: (error: Error | null, body: Buffer) => void) => {
      void buffer(res as AsyncIterable<Uint8Array>).then((bytes) => {
        done(null, bytes);
      });
    };
    const zip = await trainer
      .get('/course-files/advance-decisions/export.zip')
      .buffer(true)
      .parse(read as never);
    expect(zip.headers['content-disposition']).toContain('advance-decisions-v1.zip');
    const back = await readZip(zip.body as Buffer);
    expect(Object.fromEntries(back.files)).toEqual(await filesIn(SHIPPED));
    await trainer.get('/course-files/nothing-such').expect(404);
  });

  it('comes in by a page: looked at, made a draft once, looked at again when something came between', async () => {
    const upload = async (entries: Record<string, string>) =>
      trainer.upload(
        '/course-imports',
        'file',
        { name: 'c.zip', bytes: await zipWith(entries) },
        '/course-imports/new',
      );
    const faulty = await upload({ ...smallestCourse, ...changed('questions/01.md', '- [x]', '- [ ]') });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('questions/01.md, line 2');
    expect((await trainer.upload('/course-imports', 'file', null, '/course-imports/new')).text).toContain(
      'Choose the zip',
    );
    const place = async (introduction: string) =>
      (await upload({ ...smallestCourse, ...changed('course.md', 'What introduces it.', introduction) })).headers[
        'location'
      ] ?? '';
    const [one, other] = [await place('One.'), await place('Other.')];
    expect((await trainer.get(one).expect(200)).text).toContain('Nothing is changed yet');
    expect((await files.export('smallest')).version.number).toBe(2);
    const draft = (await trainer.submit(`${one}/applications`, {}, one)).headers['location'] ?? '';
    expect((await files.export('smallest')).version.number).toBe(2);
    expect((await trainer.get(draft).expect(200)).text).toContain('Draft that follows version 2');
    expect((await trainer.get(one)).text).toContain('Made a draft on 25 November 2026');
    const second = await trainer.submit(`${other}/applications`, {}, other);
    expect(second.status).toBe(409);
    expect(second.text).toContain('has a draft in the studio');
    expect((await trainer.get(`${draft}/review`)).text).toContain('The clinical review is missing');
    await trainer.submit(`${draft}/discards`, {}, draft);
    const between = { ...smallestCourse, ...changed('course.md', 'What introduces it.', 'Between.') };
    await app.get(PublishingService).publishFiles('between', new Map(Object.entries(between)));
    const late = await trainer.submit(`${other}/applications`, {}, other);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Beside version 3');
    expect((await trainer.submit(`${other}/applications`, {}, other)).status).toBe(303);
    await trainer.get('/course-imports/nothing').expect(404);
  });

  it('goes out and comes in by command', async () => {
    const out = await folder();
    const [database] = await app.db.query<{ name: string }>('select current_database() as name');
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
    url.pathname = `/${database?.name ?? ''}`;
    const run = (...args: string[]) =>
      new Promise<{ status: number; out: string; err: string }>((resolve) => {
        const env = { ...process.env, NODE_ENV: 'development', DATABASE_URL: url.href, NODE_OPTIONS: '' };
        execFile(
          process.execPath,
          [path.join(root, 'dist/src/cli/main.js'), ...args],
          { cwd: root, env },
          (error, o, e) => {
            resolve({ status: typeof error?.code === 'number' ? error.code : 0, out: o, err: e });
          },
        );
      });
    const exported = await run('courses:export', 'advance-decisions', out);
    expect(exported.out).toContain('Wrote version 1 of advance-decisions');
    const zip = path.join(out, 'package.zip');
    const packed = await run('courses:scorm', 'advance-decisions', '--trust', 'ZZ1', zip);
    expect(packed.out).toMatch(/^Wrote .*package\.zip\. Version 1 of advance-decisions as at Riverbank/);
    expect((await readFile(zip)).subarray(0, 2).toString()).toBe('PK');
    await writeFile(path.join(out, 'course.md'), 'nothing');
    const refused = await run('courses:import', out, '--apply', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ problems: [{ file: 'course.md', line: 1 }] });
  });
});
