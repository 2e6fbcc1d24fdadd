import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { fromBufferPromise } from 'yauzl';
import { CourseFilesService } from '../../src/courses/course-files.service.js';
import { CourseScormService } from '../../src/courses/course-scorm.service.js';
import { CoursesService } from '../../src/courses/courses.service.js';
import { CourseMedia } from '../../src/courses/media/course-media.js';
import { readZip } from '../../src/courses/portable/course-zip.js';
import { SmallDraft } from '../factories/small-draft.js';
import { TestLearner } from '../learning/learner.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { signedInPage } from '../support/signed-in-page.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import {
  beginningOfAnMp4,
  captions,
  drawingWithScript,
  paleDrawing,
  photograph,
  RECORD_VIDEO,
  silence,
  smallPdf,
} from './media-files.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = async (name: string) => [path.relative(folder, name), sha256(await readFile(name))] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}

async function namesInZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

describe('the media of a course', () => {
  let app: TestApp;
  let browser: Browser;
  let small: SmallDraft;
  let video: Buffer;
  const folders: string[] = [];
  const folder = async () => {
    const made = await mkdtemp(path.join(tmpdir(), 'media-'));
    folders.push(made);
    return made;
  };

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    browser = await startBrowser();
    small = await SmallDraft.in(app);
    const page = await browser.newPage();
    await page.goto(app.url);
    video = Buffer.from(await page.evaluate<string>(RECORD_VIDEO), 'base64');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    for (const one of folders) await rm(one, { recursive: true, force: true });
  });

  const library = () => `${small.address}/media`;
  const add = (name: string, bytes: Buffer | string, replaced = '') =>
    small.author.upload(library(), 'file', { name, bytes: Buffer.from(bytes) }, library(), { replaced });
  const added = async (name: string, bytes: Buffer | string) => {
    const answer = await add(name, bytes);
    expect([answer.status, answer.headers['location']]).toEqual([303, library()]);
  };
  const bytesOf = async (address: string, as = small.author) =>
    (await as.get(address).responseType('blob').expect(200)).body as Buffer;
  const block = (fields: Record<string, string>) =>
    small.author.submit(`${small.lesson}/blocks`, fields, `${small.lesson}/blocks/new?kind=${fields['kind'] ?? ''}`);

  it('are known by their content: pictures made smaller and without what the camera wrote', async () => {
    await added('Ward 7 (Montréal).JPG', await photograph());
    const picture = await bytesOf(`${library()}/ward-7-montreal.webp`);
    const { format, width, height, exif } = await sharp(picture).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 1600, height: 800, exif: undefined });
    await added('pale.png', await paleDrawing());
    await added('talk.webm', video);
    await added('talk.vtt', captions);
    await added('voice.mp3', silence());
    await added('form.pdf', smallPdf);
    await added('form.pdf', Buffer.concat([smallPdf, Buffer.from('\n')]));
    const html = await small.page(library());
    expect(html).toContain('WebP picture');
    expect(html).toContain('1600 by 800 pixels');
    expect(html).toContain('form-2.pdf');
    expect(html).toContain('Little contrast: its lightest and darkest parts are 1.4 to 1 apart');
    expect(html.match(/Little contrast/g)).toHaveLength(1);
    await added('again.pdf', smallPdf);
    expect(await small.page(library())).toContain('The draft has this file already: form.pdf.');
  });

  it.each<[string, () => Buffer | string | Promise<Buffer>, string]>([
    ['ward.jpg', () => beginningOfAnMp4, '“ward.jpg” is called like a picture, and holds a video (MP4)'],
    ['drawing.svg', () => drawingWithScript, 'This is an SVG drawing. Such files can hold programs'],
    ['drawing.png', () => drawingWithScript, 'This is an SVG drawing'],
    ['talk.vtt', () => 'WEBVTT\n\n00:04.000 --> 00:01.000\nNo.\n', 'the caption ends before it begins'],
    ['talk.srt', () => '1\n00:00:01,000 --> 00:00:02,000\nNo.\n', 'file of subtitles (SRT)'],
    ['page.pdf', () => '<html><script>1</script></html>', 'holds none that can be read'],
    ['ward.png', async () => (await photograph()).subarray(0, 900), 'cannot be read as a picture'],
    ['empty.png', () => '', 'The file is empty'],
  ])('say of %s in plain words why it is not taken', async (name, bytes, message) => {
    const answer = await add(name, await bytes());
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
  });

  it('are refused when nothing is chosen, and replaced by a file of the same format alone', async () => {
    const nothing = await small.author.upload(library(), 'file', null, library());
    expect([nothing.status, nothing.text.includes('Choose a file')]).toEqual([422, true]);
    const other = await add('form.pdf', smallPdf, 'talk.vtt');
    expect(other.text).toContain('“talk.vtt” ends in .vtt, and the file that you chose becomes .pdf');
    const lines = captions.replace('The decision', 'Her decision');
    expect((await add('any.vtt', lines, 'talk.vtt')).status).toBe(303);
    const answer = await small.author.get(`${library()}/talk.vtt`).expect(200);
    expect([answer.text, answer.headers['content-type']]).toEqual([lines, 'text/vtt; charset=utf-8']);
    expect(await small.page(`${small.address}/differences`)).toContain('Pictures, video and documents');
  });

  it('stand in lessons with what those need who do not see or hear them', async () => {
    const image = { kind: 'image', file: 'ward-7-montreal.webp', title: '', markdown: 'Made for the tests.' };
    expect((await block(image)).text).toContain('Say what the picture shows, or that it is decorative');
    expect((await block({ ...image, title: 'A white field', decorative: 'yes' })).status).toBe(422);
    expect((await block({ ...image, title: 'A white field on blue' })).status).toBe(303);
    const bare = { kind: 'video', file: 'talk.webm', title: 'A talk', captions: '', markdown: '' };
    expect((await block(bare)).status).toBe(303);
    expect((await block({ kind: 'audio', file: 'voice.mp3', title: 'A voice', markdown: '' })).status).toBe(303);
    expect((await block({ kind: 'download', file: 'form.pdf', title: 'A form', markdown: '' })).status).toBe(303);
    await block({
      kind: 'text',
      markdown: 'See ![A pale field](media/pale.png) and ![](media/pale.webp "decorative").',
    });
    const review = await small.page(small.review);
    for (const blocker of [
      'The video has no captions.',
      'The video has no transcript.',
      'The sound recording has no transcript.',
      'The course has no medium “pale.png”.',
    ])
      expect(review).toContain(blocker);

    const lesson = await small.page(`${small.lesson}/text`);
    const base = /name="base" value="(\d+)"/.exec(lesson)?.[1] ?? '';
    const [row] = await app.db.query<{ text: string }>(
      `select r.text from course_draft_file f join course_draft_revision r on r.file_id = f.id and r.number = f.current_number where f.id = $1`,
      [small.lesson.split('/').at(-1)],
    );
    const text = (row?.text ?? '')
      .replace('media/pale.png', 'media/pale.webp')
      .replace('talk.webm "A talk" {#video}\n', 'talk.webm captions=talk.vtt "A talk" {#video}\nWords of the talk.')
      .replace('"A voice" {#audio}\n', '"A voice" {#audio}\nNothing is said.');
    expect((await small.author.submit(`${small.lesson}/text`, { base, text })).status).toBe(303);
    expect(await small.page(small.review)).not.toMatch(/no captions|no transcript|no medium/);

    const html = await small.page(library());
    expect(html.match(/>Papers<\/a> <span class="bh-meta">/g)).toHaveLength(6);
    const used = await small.author.submit(`${library()}/form.pdf/removals`, {}, library());
    expect(used.status).toBe(303);
    expect(await small.page(library())).toContain('form.pdf stays: a lesson uses it meanwhile');
    await small.author.submit(`${library()}/form-2.pdf/removals`, {}, library());
    expect(await small.page(library())).not.toContain('form-2.pdf</a>');
  });

  it('are shown to those who may see them, in parts, and to nobody else', async () => {
    await app.browser().get(`${library()}/form.pdf`).expect(303);
    const made = await small.author.submit(`${small.address}/preview-links`, {});
    expect(made.status).toBe(303);
    const token = /draft-preview\/([\w-]{43})/.exec(await small.page(`${small.address}/preview-links`))?.[1] ?? '';
    const stranger = app.browser();
    const shared = await stranger.get(`/draft-preview/${token}/media/talk.webm`).expect(200);
    expect(shared.headers['cache-control']).toContain('private');
    await stranger.get(`/draft-preview/${token}/media/form-2.pdf`).expect(404);
    await stranger.get('/draft-preview/nonsense/media/talk.webm').expect(404);

    const at = `${library()}/talk.webm`;
    const part = await small.author.get(at).set('Range', 'bytes=10-19').responseType('blob').expect(206);
    expect((part.body as Buffer).equals(video.subarray(10, 20))).toBe(true);
    expect(part.headers['content-range']).toBe(`bytes 10-19/${String(video.length)}`);
    const tail = await small.author.get(at).set('Range', 'bytes=-5').responseType('blob').expect(206);
    expect((tail.body as Buffer).equals(video.subarray(-5))).toBe(true);
    await small.author
      .get(at)
      .set('Range', `bytes=${String(video.length)}-`)
      .expect(416);
    const tag = part.headers['etag'] ?? '';
    await small.author.get(at).set('If-None-Match', tag).expect(304);
    await small.author.get(at).set('Range', 'bytes=0-1').set('If-Range', '"another"').expect(200);
    const download = await small.author.get(`${library()}/form.pdf`).expect(200);
    expect(download.headers['content-disposition']).toBe('attachment; filename="form.pdf"');
    expect(download.headers['x-content-type-options']).toBe('nosniff');
  });

  it('are published with the course, and go out and come back to the byte', async () => {
    await small.approve();
    const published = await small.author.submit(
      `${small.address}/publications`,
      { whatChanged: 'Media.' },
      small.review,
    );
    expect(published.status).toBe(303);
    const version = await app.get<CoursesService>(CoursesService).newest('small');
    expect(version.media?.map(({ file }) => file).sort()).toEqual(
      ['form.pdf', 'pale.webp', 'talk.vtt', 'talk.webm', 'voice.mp3', 'ward-7-montreal.webp'].sort(),
    );
    const address = `/course-media/${version.id}/talk.webm`;
    const seen = await small.reviewer.get(address).responseType('blob').expect(200);
    expect((seen.body as Buffer).equals(video)).toBe(true);
    expect(seen.headers['cache-control']).toContain('immutable');
    await app.browser().get(address).expect(303);
    const learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
    const lesson = await learner.lesson('papers');
    expect(lesson).toContain(`<source src="${address}" type="video/webm">`);
    expect(lesson).toContain(`<img src="/course-media/${version.id}/pale.webp" alt="A pale field"`);
    await learner.browser.get(address).expect(200);
    await learner.browser.get(`${library()}/talk.webm`).expect(403);
    await small.reviewer.get(`/course-media/${version.id}/other.webm`).expect(404);

    const files = app.get<CourseFilesService>(CourseFilesService);
    const [one, other] = [await folder(), await folder()];
    await files.exportTo('small', one);
    const again = await files.importFolder(one, { apply: true });
    expect('report' in again && again.report).toMatchObject({ makesVersion: false, applied: false });
    const course = await readFile(path.join(one, 'course.md'), 'utf8');
    await writeFile(path.join(one, 'course.md'), course.replace('slug: small', 'slug: other'));
    const begun = await files.importFolder(one, { apply: true });
    expect('report' in begun && begun.report).toMatchObject({ slug: 'other', applied: true });
    await files.exportTo('other', other);
    expect(await filesIn(other)).toEqual(await filesIn(one));
    const zip = (await small.author.get('/course-files/small/export.zip').responseType('blob').expect(200))
      .body as Buffer;
    const given = await readZip(zip);
    expect(given.media.get('talk.webm')?.equals(video)).toBe(true);
    expect('report' in (await files.import(given, { apply: false }))).toBe(true);

    const { zip: scorm } = await app.get<CourseScormService>(CourseScormService).package('small', 'ZZ1');
    const inside = await namesInZip(await buffer(scorm));
    expect(inside.get('media/talk.webm')?.equals(video)).toBe(true);
    expect(inside.get('imsmanifest.xml')?.toString()).toContain('<file href="media/talk.vtt"/>');
    expect(inside.get('lessons/papers.html')?.toString()).toContain('src="../media/ward-7-montreal.webp"');

    const pack = await small.author.get('/studio/courses/small/accreditation.zip').responseType('blob').expect(200);
    const packed = await namesInZip(pack.body as Buffer);
    expect(packed.get('course/media/talk.webm')?.equals(video)).toBe(true);
    expect(packed.has('course/media.yaml')).toBe(true);
  });

  it('are told in a folder with what to put right: missing, another one, unlisted, or with the place where it was taken', async () => {
    const files = app.get<CourseFilesService>(CourseFilesService);
    const here = await folder();
    await files.exportTo('small', here);
    const told = async () => {
      const answer = await files.importFolder(here, { apply: false });
      return 'problems' in answer ? answer.problems.map(({ message }) => message).join('\n') : '';
    };
    await writeFile(path.join(here, 'media/voice.mp3'), Buffer.concat([silence(), silence()]));
    expect(await told()).toContain('The file is another one. Let its entry be - { file: voice.mp3, sha256: ');
    await writeFile(path.join(here, 'media/voice.mp3'), silence());
    await writeFile(path.join(here, 'media/new.jpg'), await photograph());
    expect(await told()).toContain('“new.jpg” holds what a camera or program wrote beside the picture');
    await writeFile(
      path.join(here, 'media/new.jpg'),
      await sharp(await photograph())
        .resize(100)
        .jpeg()
        .toBuffer(),
    );
    expect(await told()).toMatch(
      /media\/new\.jpg stands not in media\.yaml\. Add - \{ file: new\.jpg, .*, width: 100, height: 50 \}/,
    );
    await rm(path.join(here, 'media/new.jpg'));
    expect(await told()).toBe('');
  });

  it('are kept while anything names them, and swept away when nothing does', async () => {
    const media = app.get<CourseMedia>(CourseMedia);
    const version = await app.get<CoursesService>(CoursesService).newest('small');
    const needed = version.media?.[0]?.sha256 ?? '';
    await media.sweep(needed);
    expect((await media.byHash([needed])).size).toBe(1);
    const bytes = Buffer.concat([smallPdf, Buffer.from('nobody names it')]);
    const rest = { mediaType: 'application/pdf', width: null, height: null, contrast: null };
    const { sha256: unused } = await app.db.transaction(() => media.keep('x.pdf', { bytes, ...rest }));
    await media.sweep(unused);
    expect((await media.byHash([unused])).size).toBe(0);
    await expect(media.open(unused)).rejects.toThrow('no file');
  });

  it('are seen, heard and played in a real browser, and every page is in order', async () => {
    await small.begin();
    const trainer = await signedInPage({ app, browser }, 'trainer@beforehand.example');
    const found = await problemsAt(trainer, `${app.url}${library()}`);
    found.push(...(await problemsAt(trainer, `${app.url}${small.lesson}/blocks/new?kind=video`)));
    found.push(...(await problemsAt(trainer, `${app.url}${small.lesson}/preview`)));
    const played = await trainer.evaluate<number>(`new Promise((resolve, reject) => {
      const video = document.querySelector('video');
      video.muted = true;
      video.ontimeupdate = () => video.currentTime > 0.2 && resolve(video.textTracks[0].cues.length);
      video.onerror = () => reject(video.error);
      video.play().catch(reject);
    })`);
    expect(played).toBe(1);
    const blurred = await trainer.evaluate<string[]>(`Promise.all(
      [...document.querySelectorAll('figure img, p img')].map((picture) => { picture.loading = 'eager'; return picture.decode().then(() => [], () => [picture.src]); }),
    ).then((all) => all.flat())`);
    expect(blurred).toEqual([]);
    expect(await trainer.locator('p img').count()).toBe(2);
    expect(found).toEqual([]);
  });
});
