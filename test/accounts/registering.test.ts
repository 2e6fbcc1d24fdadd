import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonRegistered } from '../../src/accounts/accounts.events.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { WorkplacesService } from '../../src/accounts/workplaces.service.js';
import { Events } from '../../src/platform/events.js';
import { Mail } from '../../src/platform/mail/mail.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { linkIn, MailServer } from './mail-server.js';

const PASSWORD = 'plum orchard kettle';

describe('registering', () => {
  let app: TestApp;
  let mail: MailServer;
  const registered: PersonRegistered[] = [];

  beforeAll(async () => {
    mail = await MailServer.start();
    app = await startTestApp({ sample: true, jobs: true, config: { smtpUrl: mail.url } });
    app.get<Events>(Events).on(PersonRegistered, (event) => {
      registered.push(event);
      return Promise.resolve();
    });
  });

  afterAll(async () => {
    await app.close();
    await mail.stop();
  });

  const about = (email: string, more: Record<string, string> = {}) => ({
    workplace: 'RR7',
    name: 'Mary Jones',
    email,
    password: PASSWORD,
    profession: 'nurse',
    registrationBody: '',
    registrationNumber: '',
    ...more,
  });
  const register = (fields: Record<string, string>, browser = app.browser()) =>
    browser.submit('/register', fields, `/register?workplace=${fields['workplace'] ?? 'RR7'}`);
  const personWith = async (email: string) => {
    const [row] = await app.db.query<{ id: string; confirmed: boolean }>(
      'select id, confirmed_at is not null as confirmed from person where email = $1',
      [email],
    );
    return row;
  };

  it('keeps out of jobs and their log whom a mail server would not take mail for', async () => {
    await app.get<Mail>(Mail).queue({ to: 'nobody@ward.example', subject: 'Hello', text: 'Hello.' });
    let kept: string | null = null;
    for (let tries = 0; tries < 200 && kept === null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const [job] = await app.db.query<{ error: string | null }>(
        `select j.last_error as error from graphile_worker.jobs j where j.task_identifier = 'mail.send' and j.last_error is not null`,
      );
      kept = job?.error ?? null;
    }
    expect(kept).toContain('550');
    expect(kept).not.toContain('nobody@');
  });

  it('leads from the search to an account that is open once the mailed link and the password were given', async () => {
    const browser = app.browser();
    const found = await browser.get('/register?text=gatshead').expect(200);
    expect(found.text).toContain('href="/register?workplace&#x3D;RR7"');
    const sent = await register(
      about('Mary.Jones@Example.nhs.uk', { registrationBody: 'nmc', registrationNumber: '00a 0000b' }),
      browser,
    );
    expect([sent.status, sent.headers['location']]).toEqual([303, '/register/sent']);

    const message = await mail.next('mary.jones@example.nhs.uk');
    expect(message.subject).toBe('Confirm your address');
    expect(message.text).not.toContain('Mary');
    const link = linkIn(message, '/confirm/');
    expect((await browser.submit('/sign-in', { email: 'mary.jones@example.nhs.uk', password: PASSWORD })).status).toBe(
      422,
    );
    // A mail program that opens the link first does no harm.
    await app.browser().get(link).expect(200);
    expect((await personWith('mary.jones@example.nhs.uk'))?.confirmed).toBe(false);

    expect((await browser.submit(link, { password: 'something else' })).status).toBe(422);
    const confirmed = await browser.submit(link, { password: PASSWORD });
    expect([confirmed.status, confirmed.headers['location']]).toEqual([303, '/']);
    const account = await browser.get('/account').expect(200);
    expect(account.text).toContain('Your address is confirmed');
    expect(account.text).toContain('Gateshead Health');

    const person = await personWith('mary.jones@example.nhs.uk');
    const { id } = person ?? { id: '' };
    expect(await app.get<AccountsService>(AccountsService).details(id)).toEqual({
      id,
      name: 'Mary Jones',
      email: 'mary.jones@example.nhs.uk',
      profession: 'nurse',
      registrationBody: 'nmc',
      registrationNumber: '00A0000B',
    });
    expect(await app.get<WorkplacesService>(WorkplacesService).current(id)).toMatchObject({
      kind: 'organisation',
      nation: 'england',
      icbCode: 'QHM',
    });
    const audit = await app.db.query<{ action: string; details: object }>(
      'select action, details from audit_entry where subject_id = $1 order by id',
      [id],
    );
    expect(audit).toEqual([
      { action: 'people.registered', details: {} },
      { action: 'people.address_confirmed', details: {} },
    ]);
  });

  it('goes on to where somebody came from, such as the code of their Trust, and never to another site', async () => {
    const next = '/join/7K3M-9QXT-4HNC-R2WV-E';
    const search = await app.browser().get(`/register?next=${next}&text=gatshead`).expect(200);
    expect(search.text).toContain('name="next" value="/join/7K3M-9QXT-4HNC-R2WV-E"');
    expect(search.text).toMatch(/href="\/register\?workplace&#x3D;RR7&amp;next&#x3D;[^"]+R2WV-E"/);
    const form = await app.browser().get(`/register?workplace=RR7&next=${next}`).expect(200);
    expect(form.text).toContain('name="next" value="/join/7K3M-9QXT-4HNC-R2WV-E"');
    await register(about('joins@example.nhs.uk', { next }));
    const link = linkIn(await mail.next('joins@example.nhs.uk'), '/confirm/');
    const other = app.browser();
    expect((await other.submit(link, { password: 'something else' })).text).toContain(`next`);
    expect((await other.submit(link, { password: PASSWORD })).headers['location']).toBe(next);
    await register(about('lured@example.nhs.uk', { next: 'https://elsewhere.example/' }));
    const plain = linkIn(await mail.next('lured@example.nhs.uk'), '/confirm/');
    expect(plain).not.toContain('next');
    const lured = await app.browser().submit(`${plain}?next=//elsewhere.example`, { password: PASSWORD }, plain);
    expect(lured.headers['location']).toBe('/');
  });

  it('keeps secrets out of the database: a link is a hash, a password argon2id, sent mail without its text', async () => {
    await register(about('hash@example.nhs.uk'));
    const link = linkIn(await mail.next('hash@example.nhs.uk'), '/confirm/');
    const token = link.split('/').at(-1) ?? '';
    const [row] = await app.db.query<{ hash: string; password: string }>(
      `select t.hash, p.password_hash as password from account_token t join person p on p.id = t.person_id
       where p.email = 'hash@example.nhs.uk'`,
    );
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.hash).not.toContain(token);
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    const texts = await app.db.query<{ text: string | null }>(
      `select text from mail_message where to_address = 'hash@example.nhs.uk'`,
    );
    expect(texts).toEqual([{ text: null }]);
  });

  it('shows the same for an address that is registered already, and tells its holder by mail', async () => {
    const fresh = await register(about('fresh@example.nhs.uk'));
    const known = await register(about('learner@beforehand.example', { name: 'Somebody Else' }));
    expect(known.status).toBe(fresh.status);
    const seen = (answer: typeof known) =>
      Object.fromEntries(
        Object.entries(answer.headers).filter(([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name)),
      );
    expect(seen(known)).toEqual(seen(fresh));
    expect(known.text).toBe(fresh.text);
    await mail.next('fresh@example.nhs.uk');
    const message = await mail.next('learner@beforehand.example');
    expect(message.subject).toBe('You have an account already');
    expect(message.text).not.toContain('Somebody Else');
    const details = await app.db.query(`select name from person where email = 'learner@beforehand.example'`);
    expect(details).toEqual([{ name: 'Robin Hale (sample)' }]);
  });

  it('lets the latest registration of an unconfirmed address count, and no stranger’s password open it', async () => {
    await register(about('twice@example.nhs.uk', { password: 'a strangers own words', name: 'Stranger' }));
    const first = linkIn(await mail.next('twice@example.nhs.uk'), '/confirm/');
    await register(about('twice@example.nhs.uk', { name: 'Holder', workplace: 'RXE' }));
    const second = linkIn(await mail.next('twice@example.nhs.uk'), '/confirm/');
    expect((await app.browser().submit(first, { password: 'a strangers own words' })).status).toBe(422);
    const browser = app.browser();
    expect((await browser.submit(second, { password: PASSWORD })).status).toBe(303);
    const account = await browser.get('/account');
    expect(account.text).toContain('Holder');
    const [place, ...others] = await app
      .get<WorkplacesService>(WorkplacesService)
      .list((await personWith('twice@example.nhs.uk'))?.id ?? '');
    expect(place).toMatchObject({ isCurrent: true, organisationCode: 'RXE' });
    expect(others.map((one) => one.endedAt !== null)).toEqual([true]);
  });

  it('bears the form and the confirmation being sent twice at once', async () => {
    const browser = app.browser();
    const answers = await Promise.all([
      register(about('double@example.nhs.uk'), browser),
      register(about('double@example.nhs.uk'), browser),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    const link = linkIn(await mail.next('double@example.nhs.uk'), '/confirm/');
    const confirmations = await Promise.all([
      browser.submit(link, { password: PASSWORD }),
      browser.submit(link, { password: PASSWORD }),
    ]);
    expect(confirmations.map((answer) => answer.status)).toEqual([303, 303]);
    const people = await app.db.query(`select id from person where email = 'double@example.nhs.uk'`);
    expect(people).toHaveLength(1);
    const id = (await personWith('double@example.nhs.uk'))?.id;
    const places = await app.db.query('select id from workplace where person_id = $1', [id]);
    expect(places).toHaveLength(1);
    const confirmed = await app.db.query(
      `select id from audit_entry where subject_id = $1 and action = 'people.address_confirmed'`,
      [id],
    );
    expect(confirmed).toHaveLength(1);
  });

  it('refuses a link that is too old, changed or somebody’s reset, and helps on', async () => {
    await register(about('late@example.nhs.uk'));
    const link = linkIn(await mail.next('late@example.nhs.uk'), '/confirm/');
    await app.browser().get(`${link}x`).expect(404);
    await app.browser().get(link.replace('/confirm/', '/reset-password/with/')).expect(404);
    app.clock.set('2026-11-24T10:00:01Z');
    const dead = await app.browser().get(link).expect(404);
    expect(dead.text).toContain('href="/confirm"');
    expect((await personWith('late@example.nhs.uk'))?.confirmed).toBe(false);
    const again = await app.browser().submit('/confirm', { email: 'late@example.nhs.uk' });
    expect(again.headers['location']).toBe('/confirm/sent');
    const fresh = linkIn(await mail.next('late@example.nhs.uk'), '/confirm/');
    expect((await app.browser().submit(fresh, { password: PASSWORD })).status).toBe(303);
    app.clock.set('2026-11-23T10:00:00Z');
  });

  it('says of each field what to enter, keeps what was typed and gives no password back', async () => {
    const answer = await register({
      workplace: 'RR7',
      name: 'x'.repeat(301),
      email: 'mary jones',
      password: 'Password123',
      profession: 'wizard',
    });
    expect(answer.status).toBe(422);
    for (const words of [
      'at most 300 characters',
      'name@example.nhs.uk',
      'tried first',
      'Choose your profession',
      'value="mary jones"',
      'Gateshead Health',
    ])
      expect(answer.text).toContain(words);
    expect(answer.text).not.toContain('Password123');
    const number = await register(about('n@example.nhs.uk', { registrationBody: 'gmc', registrationNumber: '12' }));
    expect(number.text).toContain('seven digits');
    expect(number.text).toContain('value="12"');
  });

  it('takes the register of the profession when none is chosen, and asks where there is no usual one', async () => {
    const nurse = { profession: 'nurse', registrationBody: '', registrationNumber: '18a1234e' };
    expect((await register(about('pin@example.nhs.uk', nurse))).status).toBe(303);
    const [stored] = await app.db.query(
      'select registration_body as body, registration_number as number from person where email = $1',
      ['pin@example.nhs.uk'],
    );
    expect(stored).toEqual({ body: 'nmc', number: '18A1234E' });
    const wrong = await register(about('pin2@example.nhs.uk', { ...nurse, registrationNumber: '12' }));
    expect(wrong.text).toContain('Enter an NMC PIN as');
    const other = await register(about('pin3@example.nhs.uk', { ...nurse, profession: 'ahp' }));
    expect(other.text).toContain('Choose whose register the number is in');
  });

  it.each([
    ['quotes', `Máire "Mo" O'Brien-<b>Ní</b>`],
    ['300 characters', 'ÿ'.repeat(300)],
    ['emoji', '👩‍⚕️ Nurse 😀'],
    ['right to left', 'ליאת כהן'],
  ])('keeps a name with %s as it is', async (_what, name) => {
    const email = `${String(Math.floor(Math.random() * 1e9))}@names.example`;
    expect((await register(about(email, { name }))).status).toBe(303);
    await mail.next(email);
    expect(await app.db.query('select name from person where email = $1', [email])).toEqual([{ name }]);
  });

  it('takes nation alone for a workplace that is in no directory', async () => {
    const refused = await register(
      about('agency@example.org', { workplace: 'elsewhere', nation: 'wales', area: 'QHM', kind: 'agency' }),
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('those in the list are in England');
    await register(about('agency@example.org', { workplace: 'elsewhere', nation: 'wales', area: '', kind: 'agency' }));
    await mail.next('agency@example.org');
    const id = (await personWith('agency@example.org'))?.id ?? '';
    expect(await app.get<WorkplacesService>(WorkplacesService).current(id)).toMatchObject({
      organisationId: null,
      kind: 'agency',
      name: null,
      nation: 'wales',
      regionCode: null,
    });
    await register(
      about('hospice@example.org', {
        workplace: 'elsewhere',
        nation: 'england',
        area: 'QHM',
        kind: 'hospice',
        workplaceName: 'St Nobody’s',
      }),
    );
    await mail.next('hospice@example.org');
    const other = (await personWith('hospice@example.org'))?.id ?? '';
    expect(await app.get<WorkplacesService>(WorkplacesService).current(other)).toMatchObject({
      name: 'St Nobody’s',
      regionCode: 'Y63',
      icbCode: 'QHM',
    });
  });

  it('leads from a closed Trust to its successors, and asks which after a split', async () => {
    const merged = await app.browser().get('/register?workplace=R1C').expect(200);
    expect(merged.text).toContain('href="/register?workplace&#x3D;RW1"');
    const split = await app.browser().get('/register?workplace=RYK').expect(200);
    expect(split.text).toContain('Which do you work at?');
    for (const code of ['TAJ', 'RNA']) expect(split.text).toContain(`href="/register?workplace&#x3D;${code}"`);
    const stale = await app
      .browser()
      .submit('/register', about('closed@example.org', { workplace: 'RYK' }), '/register?workplace=RR7');
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('has closed');
    const none = await app
      .browser()
      .submit('/register', about('none@example.org', { workplace: '' }), '/register?workplace=RR7');
    expect([none.status, none.text.includes('Choose where you work')]).toEqual([422, true]);
  });

  it('passes the visit of the browser on, and clears it whether or not the address was new', async () => {
    for (const email of ['visitor@example.org', 'learner@beforehand.example']) {
      const page = await app.browser().get('/register?workplace=RR7');
      const cookie = (page.headers['set-cookie'] as unknown as string[]).map((one) => one.split(';')[0]).join('; ');
      const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
      const answer = await app
        .browser()
        .post('/register', { ...about(email), _csrf: csrf })
        .set('Cookie', `${cookie}; beforehand-welcome=sealed`);
      expect(answer.status).toBe(303);
      expect(String(answer.headers['set-cookie'])).toContain('beforehand-welcome=;');
      await mail.next(email);
    }
    expect(registered.filter((event) => event.visit !== null)).toEqual([
      new PersonRegistered((await personWith('visitor@example.org'))?.id ?? '', 'sealed'),
    ]);
  });

  it('keeps what was typed, but no password, when the form was open for too long', async () => {
    const answer = await app.browser().post('/register', { ...about('stale@example.org'), _csrf: 'old' });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('name="email" value="stale@example.org"');
    expect(answer.text).not.toContain(PASSWORD);
    expect(await personWith('stale@example.org')).toBeUndefined();
    expect(answer.text).not.toContain('Open the page afresh');
  });

  it('leads back to the page that a stale form stood on, and to no other site', async () => {
    const stale = (referrer: string) =>
      app
        .browser()
        .post('/register', { ...about('stale@example.org'), registrationNumber: '', _csrf: 'old' })
        .set('Referer', referrer);
    const answer = await stale(`${app.url}/register?workplace=RR7`);
    expect(answer.text).toContain('<a href="/register?workplace&#x3D;RR7">Open the page afresh');
    expect(answer.text).not.toContain('Registration number');
    for (const elsewhere of ['https://elsewhere.example/register', `${app.url}//elsewhere.example`, 'nonsense'])
      expect((await stale(elsewhere)).text).not.toContain('Open the page afresh');
  });

  it('asks for a file again when its form was open for too long', async () => {
    const answer = await app
      .browser()
      .post('/verify/files', {})
      .type('multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\nold\r\n--x--\r\n');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('choose it again');
    expect(answer.text).not.toContain('Send again');
  });

  it('asks for mail to one address five times an hour at most, known or not', async () => {
    const browser = app.browser();
    for (const email of ['trainer@beforehand.example', 'nobody@example.org']) {
      const statuses: number[] = [];
      for (let i = 0; i < 6; i += 1) statuses.push((await browser.submit('/reset-password', { email })).status);
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    }
    expect(mail.count('nobody@example.org')).toBe(0);
  });
});
