import { Injectable } from '@nestjs/common';
import PostalMime, { type Attachment } from 'postal-mime';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { type Returned, returnedOf, type ReturnKind } from './returns/return-report.rules.js';

/** Mail that came back or was complained of. Whoever it was for gets no more notices until they ask for them. */
@Injectable()
export class MailReturnsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Takes a report as a mail server sent it. Answers what was recorded, or why nothing was. Repeatable. */
  async takeReport(bytes: Uint8Array): Promise<{ recorded: ReturnKind } | { ignored: string }> {
    // Only then are the parts of a report given apart.
    const { attachments } = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
    const part = (...types: string[]) => textOf(attachments.find(({ mimeType }) => types.includes(mimeType)));
    const returned = returnedOf({
      deliveryStatus: part('message/delivery-status'),
      feedback: part('message/feedback-report'),
      returned: part('message/rfc822', 'text/rfc822-headers'),
    });
    if (typeof returned === 'string') return { ignored: returned };
    return (await this.record(returned))
      ? { recorded: returned.kind }
      : { ignored: 'The message is known no longer, was recorded before, or was not for somebody with an account.' };
  }

  /** Records it against whoever the message was for; answers whether it was news. */
  async record({ messageId, kind, code }: Returned): Promise<boolean> {
    return this.database.transaction(async () => {
      const [row] = await this.database.query<{ personId: string }>(
        `insert into mail_return (id, person_id, mail_message_id, kind, code, at)
         select $1, p.id, m.id, $3, $4, $5 from mail_message m join person p on p.email = m.to_address where m.id = $2
         on conflict (mail_message_id) do nothing returning person_id as "personId"`,
        [newId(), messageId, kind, code, this.clock.now()],
      );
      if (!row) return false;
      await this.audit.record({
        action: 'mail.returned',
        subjectKind: 'person',
        subjectId: row.personId,
        details: { kind, ...(code !== null && { code }) },
      });
      return true;
    });
  }

  /** Why the person gets no notices; null when they do. */
  async stopped(personId: string): Promise<{ kind: ReturnKind; at: Date } | null> {
    const [row] = await this.database.query<{ kind: ReturnKind; at: Date }>(
      'select kind, at from mail_return where person_id = $1 and settled_at is null order by id desc limit 1',
      [personId],
    );
    return row ?? null;
  }

  /** The person wants to be written to again. */
  async restart(personId: string): Promise<void> {
    await this.database.transaction(async () => {
      const settled = await this.database.query(
        'update mail_return set settled_at = $2 where person_id = $1 and settled_at is null returning id',
        [personId, this.clock.now()],
      );
      if (settled.length > 0)
        await this.audit.record({ action: 'mail.restarted', subjectKind: 'person', subjectId: personId });
    });
  }
}

function textOf(part: Attachment | undefined): string | null {
  if (!part) return null;
  const { content } = part;
  const text = typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');
  return text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+/g, ' ');
}
