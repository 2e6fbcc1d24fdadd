import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { RepliesService } from '../../src/partnerships/replies.service.js';
import { FactsImportService } from '../../src/policies/facts-import.service.js';
import { ProfilesService } from '../../src/policies/profiles.service.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const TRUST = '/partnerships/ZZ2';

describe('the right of reply', () => {
  let app: TestApp;
  let admin: TestBrowser;
  let password: string;
  let organisationId: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
    password = /<code>([^<]+)<\/code>/.exec((await app.browser().get('/sign-in')).text)?.[1] ?? '';
    admin = await signedIn('admin@beforehand.example');
    organisationId = (await app.get<OrganisationsService>(OrganisationsService).byAddress('ZZ2'))?.id ?? '';
  });
  afterAll(() => app.close());

  async function signedIn(email: string): Promise<TestBrowser> {
    const browser = app.browser();
    await browser.signIn(email, password);
    return browser;
  }

  /** Days later: whoever was signed in is so no more. */
  async function movesTo(instant: string): Promise<void> {
    app.clock.set(instant);
    admin = await signedIn('admin@beforehand.example');
  }

  const closed = async () =>
    (await app.get<RepliesService>(RepliesService).closedFor([organisationId])).has(organisationId);
  const lastMail = async () => {
    const [mail] = await app.db.query<{ to: string; text: string }>(
      'select to_address as "to", text from mail_message order by queued_at desc, id desc limit 1',
    );
    return {
      to: mail?.to ?? '',
      text: mail?.text ?? '',
      path: /http\S+(\/reply\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '',
    };
  };
  const day = (prefix: string, [year = '', month = '', date = '']: string[]) => ({
    [`${prefix}-day`]: date,
    [`${prefix}-month`]: month,
    [`${prefix}-year`]: year,
  });

  async function draft(): Promise<{ path: string; points: string[]; contact: string }> {
    const made = await admin.submit(`${TRUST}/replies`, {}, TRUST);
    expect(made.status).toBe(303);
    const path = made.headers['location'] ?? '';
    const { text } = await admin.get(path).expect(200);
    return {
      path,
      points: [...text.matchAll(/name="points" type="checkbox" value="([^"]+)" checked/g)].map(([, id]) => id ?? ''),
      contact: /<option value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? '',
    };
  }

  async function send(on = '2026-12-15'): Promise<string> {
    const { path, points, contact } = await draft();
    const fields = { contact, points, message: '', ...day('answer_by', on.split('-')) };
    const sent = await admin.submit(`${path}/sending`, fields, path);
    expect([sent.status, sent.text.slice(0, 0)]).toEqual([303, '']);
    return path;
  }

  it('is for those who work with partners', async () => {
    expect((await app.browser().get('/partnerships')).status).toBe(303);
    await (await signedIn('learner@beforehand.example')).get('/partnerships').expect(403);
    const trainer = await signedIn('trainer@beforehand.example');
    expect((await trainer.get(TRUST).expect(200)).text).not.toContain('Context from the Trust');
    await trainer.get(`${TRUST}/contacts/new`).expect(403);
  });

  it('goes to a role and a team’s mailbox, never to a person', async () => {
    const page = `${TRUST}/contacts/new`;
    const person = await admin.submit(
      `${TRUST}/contacts`,
      { role: 'Jane Smith', email: 'jane.smith@trust.example' },
      page,
    );
    expect(person.status).toBe(422);
    expect(person.text).toContain('not a person’s name');
    const unsure = await admin.submit(`${TRUST}/contacts`, { role: 'MCA lead', email: 'zz2@trust.example' }, page);
    expect(unsure.text).toContain('I have made sure that a team shares this mailbox');
    const good = { role: 'Mental Capacity Act lead', email: 'mca.team@trust.example' };
    expect((await admin.submit(`${TRUST}/contacts`, good, page)).status).toBe(303);
    const twice = await admin.submit(`${TRUST}/contacts`, good, page);
    expect(twice.text).toContain('among the contacts already');
    expect((await admin.get(TRUST)).text).toContain('mca.team@trust.example');
  });

  it('lists what would be said, without severity and without what we merely do not know', async () => {
    const { path, points } = await draft();
    const { text } = await admin.get(path);
    expect(points.length).toBeGreaterThan(1);
    expect(text).not.toMatch(/Severity|One step less severe|Nothing is known on/);
    const again = await draft();
    expect(again.path).not.toBe(path);
    await admin.get(path).expect(404);
  });

  it('wants a contact, a point and a day that leaves time', async () => {
    const { path, points, contact } = await draft();
    const early = { contact, points, ...day('answer_by', ['2026', '11', '25']) };
    const refused = await admin.submit(`${path}/sending`, early, path);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('between 5 and 180 days');
    expect(refused.text).toContain('value="25"');
    expect(
      (await admin.submit(`${path}/sending`, { contact, ...day('answer_by', ['2026', '12', '15']) }, path)).text,
    ).toContain('Tick at least one point');
    expect(await closed()).toBe(false);
  });

  it('is mailed with a link of which only a hash is kept, can be reminded of, and lapses', async () => {
    const path = await send();
    const mail = await lastMail();
    expect(mail.to).toBe('mca.team@trust.example');
    expect(mail.text).toContain('15 December 2026');
    const token = mail.path.split('/').at(-1) ?? '';
    expect(token).toHaveLength(43);
    const rows = await app.db.query<{ hash: string }>('select * from partner_link');
    expect(JSON.stringify(rows)).not.toContain(token);
    const page = await app.browser().get(mail.path).expect(200);
    expect(page.headers['x-robots-tag']).toContain('noindex');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.text).toContain('Nothing of it is public yet');
    expect(page.text).not.toMatch(/bh-tag--bad|One step less severe/);

    const tooSoon = await admin.submit(`${path}/reminders`, {}, path);
    expect(tooSoon.text).toContain('written to today');
    await movesTo('2026-12-08T10:00:00Z');
    expect((await admin.submit(`${path}/reminders`, {}, path)).status).toBe(303);
    const reminder = await lastMail();
    expect(reminder.path).not.toBe(mail.path);
    await app.browser().get(reminder.path).expect(200);

    const other = await draft();
    const fields = { contact: other.contact, points: other.points, ...day('answer_by', ['2027', '1', '15']) };
    expect((await admin.submit(`${other.path}/sending`, fields, other.path)).text).toContain(
      'An earlier request still has time',
    );

    expect(await closed()).toBe(false);
    app.clock.set('2026-12-15T23:30:00Z');
    expect(await closed()).toBe(false);
    await movesTo('2026-12-16T00:30:00Z');
    expect(await closed()).toBe(true);
    expect((await admin.get(path)).text).toContain('No reply in time');

    expect((await admin.submit(`${path}/withdrawal`, {}, path)).status).toBe(303);
    expect(await closed()).toBe(false);
    expect((await app.browser().get(mail.path).expect(410)).text).toContain('We have withdrawn it');
    await app.browser().get('/reply/nothing').expect(404);
  });

  it('is answered point by point without an account; what is confirmed gains that standing', async () => {
    const path = await send('2027-01-15');
    const { path: link } = await lastMail();
    const contact = app.browser();
    const page = (await contact.get(link)).text;
    const points = [...new Set([...page.matchAll(/name="answer-([^"]+)"/g)].map(([, id]) => id ?? ''))];
    const [first = '', ...others] = points;
    const factId = /name="confirmed" type="checkbox" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(points.length).toBeGreaterThan(1);

    const hasty = await contact.submit(link, {
      [`answer-${first}`]: 'wrong',
      confirmed: factId,
      remark: 'We thank you.',
    });
    expect(hasty.status).toBe(422);
    expect(hasty.text).toContain('Say what is wrong');
    expect(hasty.text).toContain('Choose one of the three answers to this point');
    expect(hasty.text).toContain('We thank you.');
    expect(hasty.text).toMatch(new RegExp(`value="${factId}" checked`));

    const before = await app.get<ProfilesService>(ProfilesService).current(organisationId);
    const given = {
      ...Object.fromEntries(others.map((id) => [`answer-${id}`, 'agree'])),
      [`answer-${first}`]: 'wrong',
      [`text-${first}`]: 'Section 4 of our policy says so.',
      confirmed: factId,
      remark: 'We thank you.',
      context: 'Two policies are being merged.',
    };
    expect((await contact.submit(link, given)).status).toBe(303);
    expect((await contact.get(link)).text).toContain('1 fact is now shown as confirmed');
    // A button pressed twice, from a page that was left open.
    expect((await contact.submit(link, given, '/sign-in')).status).toBe(422);

    const after = await app.get<ProfilesService>(ProfilesService).current(organisationId);
    const key = Object.values(before?.facts ?? {}).find((fact) => fact.factId === factId)?.key ?? '';
    expect(after?.number).toBe((before?.number ?? 0) + 1);
    expect(after?.facts[key]).toMatchObject({
      standing: 'confirmed',
      agesFrom: '2026-12-16',
      value: before?.facts[key]?.value,
      conflicting: false,
    });
    const trust = (await admin.get(TRUST)).text;
    expect(trust).toContain('Section 4 of our policy says so.');
    expect(trust).toContain('Two policies are being merged.');
    expect(trust).toContain('Confidential');
    expect(trust).toContain('May be public');
    expect(await closed()).toBe(true);
    const standing = (await app.get<RepliesService>(RepliesService).standing([organisationId])).get(organisationId);
    expect(standing).toMatchObject({ state: 'answered', answeredOn: '2026-12-16' });
    expect((await admin.submit(`${path}/withdrawal`, {}, '/partnerships/ZZ2')).text).toContain('an answer stays');
    const actions = await app.db.query<{ action: string }>(
      `select distinct action from audit_entry where action like 'partner%' or action like 'facts.conf%' or action like 'trust_c%'`,
    );
    expect(actions.map(({ action }) => action).sort()).toEqual([
      'facts.confirmed',
      'partner_contacts.added',
      'partner_replies.answered',
      'partner_replies.drafted',
      'partner_replies.reminded',
      'partner_replies.sent',
      'partner_replies.withdrawn',
      'trust_contexts.recorded',
    ]);
  });

  it('opens an item among the reports where the Trust disagrees, each linked to the other', async () => {
    const waiting = (await admin.get('/reports').expect(200)).text;
    expect(waiting).toContain('1 report waits');
    const report = /href="(\/reports\/[0-9a-f-]{36})"/.exec(waiting)?.[1] ?? '';
    const page = (await admin.get(report).expect(200)).text;
    expect(page).toContain('Section 4 of our policy says so.');
    const reply = new RegExp(`href="(${TRUST}/replies/[^"]+)"`).exec(page)?.[1] ?? '';
    expect((await admin.get(reply).expect(200)).text).toContain(`href="${report}"`);
    const trainer = await signedIn('trainer@beforehand.example');
    const shown = (await trainer.get(report).expect(200)).text;
    expect(shown).toContain('The Trust itself');
    expect(shown).not.toContain(reply);
    const settled = { outcome: 'closed', note: 'Section 4 is about consent.', fact: '', seen: '' };
    expect((await trainer.submit(`${report}/decisions`, settled, report)).status).toBe(303);
    expect((await admin.get(reply)).text).toMatch(/Report [\w-]+: closed/);
  });

  it('keeps what was confirmed when the same file is imported again', async () => {
    const importing = app.get<FactsImportService>(FactsImportService);
    const report = await importing.import('data/policies/sample-facts.csv', { apply: false });
    expect(report).toMatchObject({ created: 0, superseded: 0, verified: 0 });
  });

  it('says that something appears inconsistent with the law only after a legal review', async () => {
    expect((await draft()).points.length).toBeGreaterThan(0);
    const newReview = `${TRUST}/legal-reviews/new`;
    const page = (await admin.get(newReview).expect(200)).text;
    const gap = /<option value="((?!")[a-z_]+:[^"]+)"/.exec(page)?.[1] ?? '';
    const review = {
      gap_key: gap,
      nation: 'england',
      provision: 'Mental Capacity Act 2005, s25(5)',
      finding: 'The wording asks for more than the Act.',
      reviewer_role: 'Solicitor',
      ...day('reviewed_on', ['2026', '12', '1']),
    };
    const future = { ...review, ...day('reviewed_on', ['2027', '12', '1']) };
    expect((await admin.submit(`${TRUST}/legal-reviews`, future, newReview)).text).toContain('not in the future');
    const named = { ...review, reviewer_role: 'Dr Smith' };
    expect((await admin.submit(`${TRUST}/legal-reviews`, named, newReview)).status).toBe(422);
    expect((await admin.submit(`${TRUST}/legal-reviews`, review, newReview)).status).toBe(303);
    const { path } = await draft();
    expect((await admin.get(path)).text).toContain(
      'Appears inconsistent with the law: Mental Capacity Act 2005, s25(5)',
    );
  });
});
