import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { readNumber } from '../../src/platform/readable-number.rules.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Completions } from './completions.js';

let app: TestApp;
let completions: Completions;
let learner: TestBrowser;
let trainer: TestBrowser;
let admin: TestBrowser;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
  completions = await Completions.in(app);
  [learner, trainer, admin] = (await Promise.all(
    ['learner', 'trainer', 'admin'].map(async (name) => {
      const browser = app.browser();
      await browser.signIn(`${name}@beforehand.example`, SAMPLE_PASSWORD);
      return browser;
    }),
  )) as [TestBrowser, TestBrowser, TestBrowser];
});

afterAll(() => app.close());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const download = async (browser: TestBrowser, number: string) =>
  (await browser.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
const verified = async (number: string) =>
  (await app.browser().get(`/verify/${number}.json`).expect(200)).body as Record<string, unknown>;
const count = async (condition: string, ...params: unknown[]) =>
  (
    await app.db.query<{ count: number }>(`select count(*)::int as count from certificate c where ${condition}`, params)
  )[0]?.count;

describe('a certificate', () => {
  it('is issued with the completion, or not at all', async () => {
    const personId = await completions.person('Rolled Back');
    await expect(
      completions.complete(personId, {
        then: () => {
          throw new Error('the completion fails');
        },
      }),
    ).rejects.toThrow('the completion fails');
    expect(await count('person_id = $1', personId)).toBe(0);
    const enrolmentId = await completions.complete(personId);
    await completions.publish(personId, enrolmentId);
    await Promise.all([completions.publish(personId, enrolmentId), completions.publish(personId, enrolmentId)]);
    expect(await count('enrolment_id = $1', enrolmentId)).toBe(1);
    const [line] = await app.db.query<{ details: unknown }>(
      `select details from audit_entry where action = 'certificates.issued' and details ->> 'enrolmentId' = $1`,
      [enrolmentId],
    );
    expect(line?.details).toMatchObject({ sample: true });
  });

  it('is its holder’s alone, and an administrator’s', async () => {
    const enrolmentId = await completions.complete(await completions.idOf('learner'));
    const sent = await learner.get(`/certificates?enrolment=${enrolmentId}`).expect(303);
    const number = await completions.numberOf(enrolmentId);
    expect(sent.headers['location']).toBe(`/certificates/${number}?completed=yes`);
    expect(readNumber(number)).toEqual({ ok: true, number });
    const page = await learner.get(sent.headers['location'] ?? '').expect(200);
    for (const words of ['Your certificate', 'Sample, not valid for CPD', number, 'Self-directed e-learning'])
      expect(page.text).toContain(words);
    expect((await learner.get('/certificates').expect(200)).text).toContain(number);
    await admin.get(`/certificates/${number}`).expect(200);
    await admin.get(`/certificates/${number}.pdf`).expect(200);
    for (const path of [
      `/certificates/${number}`,
      `/certificates/${number}.pdf`,
      `/certificates?enrolment=${enrolmentId}`,
    ]) {
      await trainer.get(path).expect(404);
      expect((await app.browser().get(path)).status).toBe(303);
    }
    for (const path of [
      '/certificates/0000-0000-0000-0000-0',
      '/certificates/x',
      '/certificates/x.pdf',
      '/certificates?enrolment=x',
    ])
      await learner.get(path).expect(404);
  });

  it('is rendered once: nothing that is edited later changes it', async () => {
    const personId = await completions.idOf('learner');
    const [{ number } = { number: '' }] = await app.db.query<{ number: string }>(
      'select number from certificate where person_id = $1',
      [personId],
    );
    const [one, two] = await Promise.all([download(learner, number), download(learner, number)]);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(sha256(two)).toBe(sha256(one));
    const name = (await verified(number))['holder'];
    await app.db.query(`update person set name = 'Somebody Else' where id = $1`, [personId]);
    expect(sha256(await download(learner, number))).toBe(sha256(one));
    expect(await verified(number)).toMatchObject({ holder: name, sha256: sha256(one) });
    await app.db.query('update person set name = $2 where id = $1', [personId, name]);
    for (const sql of [
      `update certificate set snapshot = '{}' where number = $1`,
      'delete from certificate where number = $1',
      `update certificate_document d set sha256 = 'x' from certificate c where c.id = d.certificate_id and c.number = $1`,
    ])
      await expect(app.db.query(sql, [number])).rejects.toThrow('is kept as it was written');
  });

  it('bears London’s date', async () => {
    app.clock.set('2027-03-31T23:30:00Z');
    const enrolmentId = await completions.complete(await completions.person('Night Shift'));
    app.clock.set('2026-11-24T10:00:00Z');
    expect(await verified(await completions.numberOf(enrolmentId))).toMatchObject({ issuedOn: '2027-04-01' });
  });

  it.each([
    ['300 letters', 'Wilhelmina '.repeat(28).slice(0, 300)],
    ['emoji and Chinese', 'Ada 👩🏽‍⚕️ 王芳'],
    ['right to left', 'محمد "عبد" الله'],
  ])('is issued and rendered for a name of %s', async (_, name) => {
    const number = await completions.numberOf(await completions.complete(await completions.person(name)));
    expect((await download(admin, number)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await verified(number)).toMatchObject({ holder: name });
  });

  it('is rendered by a job as well', async () => {
    const personId = await completions.person('By Job');
    const enrolmentId = await completions.complete(personId);
    await app.get<Jobs>(Jobs).start();
    const deadline = Date.now() + 20_000;
    let rendered: unknown;
    while (!rendered && Date.now() < deadline) {
      [rendered] = await app.db.query(
        `select 1 from certificate_document d join certificate c on c.id = d.certificate_id where c.enrolment_id = $1`,
        [enrolmentId],
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await app.get<Jobs>(Jobs).stop();
    expect(rendered).toBeDefined();
  });
});

describe('checking a certificate', () => {
  let number: string;
  let file: Buffer;

  beforeAll(async () => {
    number = await completions.numberOf(await completions.complete(await completions.person('Zoë O’Check')));
    file = await download(admin, number);
  });

  it('answers programs with exactly what it promises', async () => {
    expect(await verified(number)).toEqual({
      number,
      status: 'sample',
      title: completions.title,
      hours: completions.hours,
      issuedOn: '2026-11-24',
      validUntil: null,
      holder: 'Zoë O’Check',
      sha256: sha256(file),
    });
    expect(await verified(number.toLowerCase().replaceAll('-', '').replaceAll('0', 'o'))).toMatchObject({ number });
    const none = await app.browser().get('/verify/0000-0000-0000-0000-0.json').expect(404);
    expect(none.body).toMatchObject({ status: 404 });
  });

  it('shows people what it is worth, and leads them from what they typed', async () => {
    const page = await app.browser().get(`/verify/${number}`).expect(200);
    for (const words of ['This is a sample certificate', 'Zoë O’Check', 'not valid for CPD', sha256(file)])
      expect(page.text).toContain(words);
    expect(page.headers['x-robots-tag']).toBe('noindex');
    const typed = await app
      .browser()
      .get(`/verify?number=${encodeURIComponent(` ${number.toLowerCase()} `)}`)
      .expect(303);
    expect(typed.headers['location']).toBe(`/verify/${number}`);
    expect((await app.browser().get(`/verify/${number.toLowerCase()}`).expect(303)).headers['location']).toBe(
      `/verify/${number}`,
    );
    for (const wrong of ['', 'abc', `${number.slice(0, -1)}U`, `${number}0`]) {
      const refused = await app.browser().get(`/verify?number=${wrong}`).expect(422);
      expect(refused.text).toContain('nhsuk-error-summary');
    }
    const unknown = await app.browser().get('/verify/0000-0000-0000-0000-0').expect(404);
    expect(unknown.text).toContain('No certificate has this number');
    const odd = await app
      .browser()
      .get(`/verify/${encodeURIComponent('<b>😀')}`)
      .expect(404);
    expect(odd.text).not.toContain('<b>😀');
  });

  it('compares a file byte by byte', async () => {
    const visitor = app.browser();
    const send = (bytes: Buffer, name = 'certificate.pdf') =>
      visitor.upload('/verify', 'file', { name, bytes }, '/verify');
    const same = await send(file);
    expect([same.status, same.text.includes('the one that we issued'), same.text.includes(number)]).toEqual([
      200,
      true,
      true,
    ]);
    const changed = Buffer.from(file);
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    expect((await send(changed)).text).toContain('not a file that we issued');
    const refused = [await send(Buffer.from('hello'), 'a.txt'), await send(Buffer.alloc(0))];
    expect(refused.map((answer) => answer.status)).toEqual([422, 422]);
    expect(refused[0]?.text).toContain('of another kind');
    const large = await send(Buffer.alloc(6_000_000, '%PDF-'));
    expect([large.status, large.text.includes('at most 5 MB')]).toEqual([413, true]);
    await visitor.get('/verify/files').expect(303);
    expect((await visitor.post('/verify', {})).status).toBe(403);
  });

  it('answers to a file by its SHA-256 alone, to people and programs, and keeps nothing', async () => {
    const before = await app.db.query('select count(*) from policy_file');
    const visitor = app.browser();
    const page = await visitor.get(`/verify/files/${sha256(file)}`).expect(200);
    expect(page.text).toContain('the one that we issued');
    expect((await visitor.get(`/verify/files/${sha256(file)}.json`).expect(200)).body).toMatchObject({ number });
    expect((await visitor.get(`/verify/files/${'0'.repeat(64)}`).expect(200)).text).toContain('not a file that we');
    const unknown = await visitor.get(`/verify/files/${'0'.repeat(64)}.json`).expect(404);
    expect(unknown.body).toMatchObject({ status: 404 });
    await visitor.get('/verify/files/abc').expect(404);
    expect(await app.db.query('select count(*) from policy_file')).toEqual(before);
  });
});

describe('after the reviews', () => {
  it('a press issues the real one, once; the sample stays a sample', async () => {
    const personId = await completions.idOf('trainer');
    const enrolmentId = await completions.complete(personId);
    const sample = await completions.numberOf(enrolmentId);
    const page = `/certificates/${sample}`;
    const early = await trainer.submit(`${page}/issues`, {}, '/account');
    expect(early.headers['location']).toBe(page);
    expect((await trainer.get(page)).text).toContain('still awaits its clinical and legal review');
    await completions.review();
    expect((await trainer.get(page)).text).toContain('Issue my certificate');
    expect((await learner.submit(`${page}/issues`, {}, '/account')).status).toBe(404);
    const presses = await Promise.all([1, 2, 3].map(() => trainer.submit(`${page}/issues`, {}, '/account')));
    const [real, ...others] = new Set(presses.map((answer) => String(answer.headers['location'])));
    expect(others).toEqual([]);
    const number = real?.split('/').at(-1) ?? '';
    expect(await verified(number)).toMatchObject({ number, status: 'valid' });
    expect(await verified(sample)).toMatchObject({ number: sample, status: 'sample' });
    expect(await count('enrolment_id = $1 and not sample', enrolmentId)).toBe(1);
    expect(await count('enrolment_id = $1 and is_current', enrolmentId)).toBe(1);
    expect(sha256(await download(trainer, number))).not.toBe(sha256(await download(trainer, sample)));
    const valid = await trainer.get(`/certificates/${number}`).expect(200);
    expect(valid.text).toContain('Save it for revalidation');
    expect(valid.text).not.toContain('Issue my certificate');
  });

  it('a newer certificate of the award supersedes; a sample never does', async () => {
    const personId = await completions.person('Twice Learned');
    const enrolmentId = await completions.complete(personId);
    const first = await completions.numberOf(enrolmentId);
    expect(await verified(first)).toMatchObject({ status: 'valid' });
    const newer = await completions.newVersion();
    await completions.publish(personId, enrolmentId, newer);
    expect(await verified(first)).toMatchObject({ status: 'valid' });
    await completions.review(newer);
    const [{ id } = { id: '' }] = await app.db.query<{ id: string }>(
      'select id from certificate where enrolment_id = $1 and sample',
      [enrolmentId],
    );
    expect(id).not.toBe('');
    await completions.publish(personId, enrolmentId, newer);
    expect(await verified(first)).toMatchObject({ status: 'superseded' });
    expect((await app.browser().get(`/verify/${first}`)).text).toContain('took its place on 24 November 2026');
    expect(await count('person_id = $1 and is_current', personId)).toBe(1);
  });
});

describe('administrators', () => {
  it('revoke, once and for all to see; nobody else does', async () => {
    const number = await completions.numberOf(await completions.complete(await completions.person('Taken Back')));
    const form = `/certificates/${number}/revocations/new`;
    const action = `/certificates/${number}/revocations`;
    await learner.get(form).expect(403);
    expect((await learner.submit(action, { reason: 'wrong_details' }, '/account')).status).toBe(403);
    const refused = await admin.submit(action, { reason: 'spite', note: 'kept <as> typed' }, form);
    expect([refused.status, refused.text.includes('kept &lt;as&gt; typed')]).toEqual([422, true]);
    const presses = await Promise.all([
      admin.submit(action, { reason: 'wrong_details', note: 'told by post' }, form),
      admin.submit(action, { reason: 'wrong_details', note: 'told by post' }, form),
    ]);
    expect(presses.map((answer) => answer.status)).toEqual([303, 303]);
    expect(await verified(number)).toMatchObject({ status: 'revoked' });
    const page = await app.browser().get(`/verify/${number}`).expect(200);
    expect(page.text).toContain('revoked on 24 November 2026. Details on it were wrong.');
    expect(page.text).not.toContain('told by post');
    const lines = await app.db.query<{ reason: string }>(
      `select a.details ->> 'reason' as reason from audit_entry a join certificate c on c.id::text = a.subject_id
       where c.number = $1 and a.action = 'certificates.revoked'`,
      [number],
    );
    expect(lines).toEqual([{ reason: 'wrong_details' }]);
    await expect(app.db.query(`delete from certificate_change where kind = 'revoked'`)).rejects.toThrow(
      'is kept as it was written',
    );
    await admin.get(form).expect(303);
  });

  it('find certificates, one page at a time, with the same number of questions', async () => {
    for (let i = 0; i < 27; i += 1) await completions.complete(await completions.person(`Búrca ${String(i)} 100%`));
    const links = (html: string) => [...html.matchAll(/<a href="\/certificates\/[0-9A-Z]{4}-/g)].length;
    const first = (await admin.get(`/certificates/all?text=${encodeURIComponent('BÚRCA 100%')}`).expect(200)).text;
    expect(links(first)).toBe(25);
    const next = /href="(\/certificates\/all\?[^"]*before[^"]*)"/
      .exec(first)?.[1]
      ?.replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    expect(links((await admin.get(next ?? '').expect(200)).text)).toBe(2);
    const number = await completions.numberOf(await completions.complete(await completions.person('By Number')));
    expect(links((await admin.get(`/certificates/all?text=${number.toLowerCase().replaceAll('-', '')}`)).text)).toBe(1);
    expect((await admin.get('/certificates/all?text=nobodyatall&before=junk').expect(200)).text).toContain(
      'No certificate found',
    );
    await learner.get('/certificates/all').expect(403);

    const { db } = app;
    const query = db.query.bind(db);
    const askedFor = async (address: string) => {
      let asked = 0;
      db.query = (sql, params) => {
        asked += 1;
        return query(sql, params);
      };
      await admin.get(address).expect(200);
      db.query = query;
      return asked;
    };
    expect(await askedFor('/certificates/all')).toBe(await askedFor('/certificates/all?text=number'));
    expect(await askedFor('/certificates/all')).toBeLessThanOrEqual(2);
  });
});

describe('guessing', () => {
  it('is slowed down, while those who know a number are still answered', async () => {
    const number = await completions.numberOf(await completions.complete(await completions.person('Still There')));
    const visitor = app.browser();
    let status = 404;
    for (let i = 0; i < 120 && status === 404; i += 1) status = (await visitor.get(`/verify/${newId()}.json`)).status;
    expect(status).toBe(429);
    expect(await verified(number)).toMatchObject({ number });
  });
});
