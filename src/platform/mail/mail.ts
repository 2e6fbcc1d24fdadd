import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database } from '../database/database.js';
import { newId } from '../database/new-id.js';
import { Events } from '../events.js';
import { Jobs } from '../jobs/jobs.js';
import { MailRefused } from './mail-refused.js';
import { oneClickHeaders } from './one-click.js';

export interface Message {
  to: string;
  subject: string;
  /** Plain text. Links are whole addresses. */
  text: string;
  /** The same beside it as HTML, for those whose mail program shows that. */
  html?: string;
  /** Neither the message nor the address is kept: both go once a server took it, in a week at the latest. */
  passing?: boolean;
  /** Where one press ends mail of this kind (RFC 8058): a whole address below UNSUBSCRIBE_PATH. */
  unsubscribeUrl?: string;
  /**
   * Handed to a server once: where it is not known whether it got there (the product was killed, the line broke), it is
   * not sent again. Otherwise it is rather sent twice than lost.
   */
  once?: boolean;
}

export interface OutboxMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  queuedAt: Date;
}

interface Outgoing {
  to: string;
  subject: string;
  text: string;
  html: string | null;
  passing: boolean;
  once: boolean;
  unsubscribeUrl: string | null;
}

const PASSING_DAYS = 7;

/** Mail as a row and a job in the caller's transaction: nothing is sent for a change that was rolled back. */
@Injectable()
export class Mail implements OnModuleInit {
  private transport: Transporter | null = null;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ messageId: string }>('mail.send', ({ messageId }) => this.send(messageId));
    this.jobs.handle<{ messageId: string }>('mail.forget', ({ messageId }) => this.forget(messageId));
  }

  /** Queues a message. Without SMTP_URL it stays in the outbox. */
  async queue(message: Message): Promise<void> {
    await this.queueAll([message]);
  }

  /** Queues many messages in as many statements as one takes, to be sent now or later. Answers their ids, in order. */
  async queueAll(messages: readonly Message[], runAt?: Date): Promise<string[]> {
    const rows = messages.map(({ unsubscribeUrl, ...message }) => ({
      id: newId(),
      unsubscribe_url: unsubscribeUrl,
      ...message,
    }));
    if (rows.length === 0) return [];
    await this.database.query(
      `insert into mail_message (id, to_address, subject, text, html, passing, unsubscribe_url, once, queued_at)
       select id, "to", subject, text, html, coalesce(passing, false), unsubscribe_url, coalesce(once, false), $2
         from jsonb_to_recordset($1) as message(id uuid, "to" text, subject text, text text, html text, passing boolean,
           unsubscribe_url text, once boolean)`,
      [JSON.stringify(rows), this.clock.now()],
    );
    await this.jobs.addAll(
      'mail.forget',
      rows.filter(({ passing }) => passing).map(({ id }) => ({ messageId: id })),
      { runAt: new Date(this.clock.now().getTime() + PASSING_DAYS * 86_400_000) },
    );
    if (this.config.smtpUrl !== null)
      await this.jobs.addAll(
        'mail.send',
        rows.map(({ id }) => ({ messageId: id })),
        { ...(runAt && { runAt }) },
      );
    return rows.map(({ id }) => id);
  }

  /** Takes messages back that no server was given yet. Answers which. In the caller's transaction. */
  async withdraw(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'delete from mail_message where id = any($1) and sent_at is null and handed_at is null returning id',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The newest messages that no server took, for the developer's outbox page. */
  async outbox(): Promise<OutboxMessage[]> {
    return this.database.query<OutboxMessage>(
      `select id, to_address as "to", subject, text, queued_at as "queuedAt" from mail_message
        where sent_at is null order by queued_at desc limit 50`,
    );
  }

  private async send(id: string): Promise<void> {
    if (this.config.smtpUrl === null) return;
    const row = await this.take(id);
    if (!row) return;
    this.transport ??= createTransport(this.config.smtpUrl);
    const { passing, once, html, unsubscribeUrl, ...written } = row;
    const message = {
      ...written,
      ...(html !== null && { html }),
      from: this.config.mailFrom,
      // The id makes a repeat after a crash recognisable to the receiving server.
      messageId: `<${id}@beforehand>`,
      headers: unsubscribeUrl === null ? {} : oneClickHeaders(unsubscribeUrl),
    };
    try {
      await this.transport.sendMail(message);
    } catch (error) {
      if (once && isDoubtful(error)) return;
      const refused = once ? refusalIn(error) : null;
      if (refused !== null) {
        await this.giveUp(id, refused);
        return;
      }
      await this.database.query('update mail_message set handed_at = null where id = $1', [id]);
      throw withoutPeople(error, id);
    }
    if (passing) {
      await this.forget(id);
      return;
    }
    await this.database.query('update mail_message set sent_at = $2, text = null, html = null where id = $1', [
      id,
      this.clock.now(),
    ]);
  }

  /** The message to send; undefined when it was sent, taken back, or may have been sent and is to be sent once. */
  private async take(id: string): Promise<Outgoing | undefined> {
    const [row] = await this.database.query<Outgoing>(
      `update mail_message set handed_at = $2 where id = $1 and sent_at is null and (handed_at is null or not once)
       returning to_address as "to", subject, text, html, passing, once, unsubscribe_url as "unsubscribeUrl"`,
      [id, this.clock.now()],
    );
    return row;
  }

  /** It would be refused every time. It is not tried again, and its words are not kept. */
  private async giveUp(id: string, code: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query('update mail_message set text = null, html = null where id = $1', [id]);
      await this.events.publish(new MailRefused(id, code));
    });
  }

  private async forget(id: string): Promise<void> {
    await this.database.query('delete from mail_message where id = $1 and passing', [id]);
  }
}

/** The code with which a server said that it will never take mail for whom it was addressed to. */
function refusalIn(error: unknown): number | null {
  const { command, responseCode } = error as Record<string, unknown>;
  return command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 550 && responseCode <= 553
    ? responseCode
    : null;
}

/** Whether a server may have taken a message all the same: the line broke, and no answer says which. */
function isDoubtful(error: unknown): boolean {
  const { code, responseCode, syscall, timeoutType = 'SOCKET_TIMEOUT' } = error as Record<string, unknown>;
  const broke = code === 'ECONNECTION' || code === 'ESOCKET' || code === 'ETIMEDOUT';
  return broke && responseCode === undefined && syscall !== 'connect' && timeoutType === 'SOCKET_TIMEOUT';
}

/** What a mail server answers names who was written to, and a job's error is logged and kept: only its codes go on. */
function withoutPeople(error: unknown, id: string): Error {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const codes = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number').join(', ');
  return new Error(`The mail server did not take message ${id} (${codes === '' ? 'no code given' : codes})`);
}
