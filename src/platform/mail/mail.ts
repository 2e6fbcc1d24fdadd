import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database } from '../database/database.js';
import { newId } from '../database/new-id.js';
import { Jobs } from '../jobs/jobs.js';

export interface Message {
  to: string;
  subject: string;
  /** Plain text. Links are whole addresses. */
  text: string;
  /** Neither the message nor the address is kept: both go once a server took it, in a week at the latest. */
  passing?: boolean;
}

export interface OutboxMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  queuedAt: Date;
}

const PASSING_DAYS = 7;

/** Mail as a row and a job in the caller's transaction: nothing is sent for a change that was rolled back. */
@Injectable()
export class Mail implements OnModuleInit {
  private transport: Transporter | null = null;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
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

  /** Queues many messages in two statements. */
  async queueAll(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const rows = messages.map((message) => ({ id: newId(), ...message }));
    await this.database.query(
      `insert into mail_message (id, to_address, subject, text, passing, queued_at)
       select id, "to", subject, text, coalesce(passing, false), $2
         from jsonb_to_recordset($1) as message(id uuid, "to" text, subject text, text text, passing boolean)`,
      [JSON.stringify(rows), this.clock.now()],
    );
    const forgotten = { runAt: new Date(this.clock.now().getTime() + PASSING_DAYS * 86_400_000) };
    for (const { id, passing } of rows) if (passing) await this.jobs.add('mail.forget', { messageId: id }, forgotten);
    if (this.config.smtpUrl === null) return;
    await this.jobs.addAll(
      'mail.send',
      rows.map(({ id }) => ({ messageId: id })),
    );
  }

  /** The newest messages that no server took, for the developer's outbox page. */
  async outbox(): Promise<OutboxMessage[]> {
    return this.database.query<OutboxMessage>(
      `select id, to_address as "to", subject, text, queued_at as "queuedAt" from mail_message
        where sent_at is null order by queued_at desc limit 50`,
    );
  }

  private async send(id: string): Promise<void> {
    const [row] = await this.database.query<{ to: string; subject: string; text: string; passing: boolean }>(
      'select to_address as "to", subject, text, passing from mail_message where id = $1 and sent_at is null',
      [id],
    );
    if (!row || this.config.smtpUrl === null) return;
    this.transport ??= createTransport(this.config.smtpUrl);
    // The id makes a repeat after a crash recognisable to the receiving server.
    const { passing, ...written } = row;
    const message = { ...written, from: this.config.mailFrom, messageId: `<${id}@beforehand>` };
    await this.transport.sendMail(message).catch((error: unknown) => {
      throw withoutPeople(error, id);
    });
    if (passing) {
      await this.forget(id);
      return;
    }
    await this.database.query('update mail_message set sent_at = $2, text = null where id = $1', [
      id,
      this.clock.now(),
    ]);
  }

  private async forget(id: string): Promise<void> {
    await this.database.query('delete from mail_message where id = $1 and passing', [id]);
  }
}

/** What a mail server answers names who was written to, and a job's error is logged and kept: only its codes go on. */
function withoutPeople(error: unknown, id: string): Error {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const codes = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number').join(', ');
  return new Error(`The mail server did not take message ${id} (${codes === '' ? 'no code given' : codes})`);
}
