import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { MailReturnsService } from '../../src/notifications/mail-returns.service.js';
import { RemindersService } from '../../src/notifications/reminders.service.js';
import { MailServer } from '../accounts/mail-server.js';
import { TestLearner } from '../learning/learner.js';
import { publishSmallCourse } from '../learning/small-course.js';
import { startBrowser } from '../support/browser.js';
import { problemsAt } from '../support/page-problems.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A report as mail servers send it: words for people, a part for machines, and the message's headers. */
const report = (type: string, machine: string, messageId: string) =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.ward.example',
      'To: no-reply@beforehand.example',
      'Subject: Undelivered Mail',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type.split('/')[1] ?? ''}; boundary="=_b"`,
      '',
      '--=_b',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'It could not be delivered.',
      '--=_b',
      `Content-Type: ${type}`,
      '',
      machine,
      '',
      '--=_b',
      'Content-Type: text/rfc822-headers',
      '',
      'From: no-reply@beforehand.example',
      `Message-ID: <${messageId}@beforehand>`,
      'Subject: x',
      '',
      '--=_b--',
      '',
    ].join('\r\n'),
  );
const bounce = (messageId: string, action = 'failed', status = '5.1.1') =>
  report(
    'message/delivery-status',
    `Reporting-MTA: dns; mx.ward.example\r\n\r\nFinal-Recipient: rfc822; someone@ward.example\r\nAction: ${action}\r\nStatus: ${status}`,
    messageId,
  );
const complaint = (messageId: string) =>
  report('message/feedback-report', 'Feedback-Type: abuse\r\nUser-Agent: Mailbox/1\r\nVersion: 1', messageId);

describe('mail that comes back', () => {
  let app: TestApp;
  let server: MailServer;
  let browser: Browser;
  let learner: TestLearner;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await startTestApp({
      sample: true,
      now: '2026-11-25T10:00:00Z',
      jobs: true,
      config: { smtpUrl: server.url },
    });
    browser = await startBrowser();
    await publishSmallCourse(app);
    learner = await TestLearner.at(app, 'ZZ1');
    await learner.enrol();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await server.stop();
  });

  /** Tells the learner something on a day on which there is something new to tell. */
  async function tellOn(day: string, dueOn: string): Promise<number> {
    app.clock.set(`${day}T10:00:00Z`);
    await app.db.query("update enrolment set enrolled_at = '2026-11-01', due_on = $2 where id = $1", [
      learner.enrolmentId,
      dueOn,
    ]);
    return app.get<RemindersService>(RemindersService).remindAll();
  }
  const take = (bytes: Buffer) => app.get<MailReturnsService>(MailReturnsService).takeReport(bytes);
  const lastMessage = async () =>
    (
      await app.db.query<{ id: string }>(
        'select mail_message_id as id from notification where person_id = $1 order by id desc limit 1',
        [learner.personId],
      )
    )[0]?.id ?? '';
  const restart = () => learner.browser.submit('/account/mail/restarts', {}, '/account/mail');

  it('is recorded when a bounce comes, and ends notices until the learner asks for them', async () => {
    expect(await tellOn('2026-11-25', '2026-12-09')).toBe(1);
    await server.next(await learner.email());
    const id = await lastMessage();
    expect(await take(bounce(id, 'delayed', '4.4.1'))).toEqual({
      ignored: 'It is not a final failure (delayed, 4.4.1).',
    });
    expect(await take(bounce('01930000-0000-7000-8000-000000000001'))).toHaveProperty('ignored');
    expect(await take(Buffer.from('Not a mail at all'))).toHaveProperty('ignored');
    expect(await learner.page('/account/mail')).not.toContain('We have stopped');
    expect(await take(bounce(id))).toEqual({ recorded: 'bounced' });
    expect(await take(bounce(id))).toHaveProperty('ignored');
    const page = await learner.page('/account/mail');
    expect(page).toContain('Mail to your address came back on 25 November 2026');
    expect(page).toContain('Came back (5.1.1)');
    expect(await tellOn('2026-12-08', '2026-12-09')).toBe(0);
    const seen = await (await browser.newContext()).newPage();
    await seen.goto(`${app.url}/sign-in`);
    await seen.getByLabel('Email address').fill(await learner.email());
    await seen.getByLabel('Password', { exact: true }).fill(SAMPLE_PASSWORD);
    await seen.getByRole('button', { name: 'Sign in' }).click();
    await seen.waitForURL((url) => url.pathname !== '/sign-in');
    expect(await problemsAt(seen, `${app.url}/account/mail`)).toEqual([]);
    await seen.getByRole('button', { name: 'Write to me again' }).click();
    await seen.getByText('We write to you again from now on.').waitFor();
    expect(await tellOn('2026-12-08', '2026-12-09')).toBe(1);
  });

  it('is recorded when a reader complains', async () => {
    await server.next(await learner.email());
    expect(await take(complaint(await lastMessage()))).toEqual({ recorded: 'complained' });
    expect(await learner.page('/account/mail')).toContain('marked our mail as unwanted');
    expect(await tellOn('2026-12-10', '2026-12-09')).toBe(0);
    expect((await restart()).status).toBe(303);
  });

  it('is recorded when the server refuses the address, and is not tried again', async () => {
    await app.db.query("update person set email = 'nobody-there@ward.example' where id = $1", [learner.personId]);
    expect(await tellOn('2026-12-10', '2026-12-09')).toBe(1);
    const returned = () =>
      app.db.query<{ kind: string; code: string; text: string | null }>(
        `select r.kind, r.code, m.text from mail_return r join mail_message m on m.id = r.mail_message_id
          where r.person_id = $1 and r.settled_at is null`,
        [learner.personId],
      );
    for (let tries = 0; tries < 200 && (await returned()).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await returned()).toEqual([{ kind: 'refused', code: '550', text: null }]);
    const [left] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'mail.send' and attempts > 0`,
    );
    expect(left?.n).toBe(0);
    expect(await learner.page('/account/mail')).toContain('Came back (550)');
    const [audited] = await app.db.query<{ n: number }>(
      `select count(*)::int as n from audit_entry where subject_id = $1 and action in ('mail.returned', 'mail.restarted')`,
      [learner.personId],
    );
    expect(audited?.n).toBe(5);
  });
});
