import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Mail } from '../../platform/mail/mail.js';
import { type ChoiceMade, noticeKinds, type Topic, topics, topicsWithConsent } from '../notifications.types.js';
import { topicOfNotice } from '../telling/notice.rules.js';

/** What mail somebody wants. Mail about the account itself is none of it: without it nobody could come in again. */
@Injectable()
export class ChoicesService {
  constructor(
    private readonly database: Database,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What the person wants to hear of: service mail unless they declined it, news only once they consented. */
  async wanted(personId: string): Promise<Topic[]> {
    const rows = await this.database.query<{ topic: Topic; wanted: boolean }>(
      'select topic, wanted from notification_choice where person_id = $1',
      [personId],
    );
    const chosen = new Map(rows.map(({ topic, wanted }) => [topic, wanted]));
    return topics.filter((topic) => chosen.get(topic) ?? !topicsWithConsent.includes(topic));
  }

  /** When the person consented to news; null when they have not, or have withdrawn it. */
  async consentedAt(personId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date }>(
      `select chosen_at as at from notification_choice where person_id = $1 and topic = 'news' and wanted`,
      [personId],
    );
    return row?.at ?? null;
  }

  /** From now on the person hears of these and of nothing else. What waits to be sent of the rest is taken back. */
  async choose(personId: string, wanted: readonly Topic[]): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.wanted(personId);
      for (const topic of topics)
        if (before.includes(topic) !== wanted.includes(topic))
          await this.set(personId, topic, wanted.includes(topic), 'own page');
    });
  }

  /** Ends mail of one kind, by the link in such a mail. Answers false when there is no such person any more. Repeatable. */
  async end(personId: string, topic: Topic): Promise<boolean> {
    return this.database.transaction(async () => {
      const [person] = await this.database.query('select from person where id = $1 and erased_at is null', [personId]);
      if (!person) return false;
      if ((await this.wanted(personId)).includes(topic)) await this.set(personId, topic, false, 'link in a mail');
      return true;
    });
  }

  private async set(personId: string, topic: Topic, wanted: boolean, made: ChoiceMade): Promise<void> {
    await this.database.query(
      `insert into notification_choice (person_id, topic, wanted, chosen_at, made) values ($1, $2, $3, $4, $5)
       on conflict (person_id, topic) do update set wanted = excluded.wanted, chosen_at = excluded.chosen_at,
         made = excluded.made`,
      [personId, topic, wanted, this.clock.now(), made],
    );
    if (!wanted) await this.takeBack(personId, topic);
    await this.audit.record({
      action: wanted ? 'mail.chosen' : 'mail.declined',
      subjectKind: 'person',
      subjectId: personId,
      details: { topic, made },
    });
  }

  private async takeBack(personId: string, topic: Topic): Promise<void> {
    const waiting = await this.database.query<{ id: string; messageId: string }>(
      `select n.id, m.id as "messageId" from notification n join mail_message m on m.id = n.mail_message_id
        where n.person_id = $1 and n.kind = any($2) and m.sent_at is null`,
      [personId, noticeKinds.filter((kind) => topicOfNotice(kind) === topic)],
    );
    const taken = new Set(await this.mail.withdraw(waiting.map(({ messageId }) => messageId)));
    await this.database.query('update notification set cancelled_at = $2 where id = any($1)', [
      waiting.filter(({ messageId }) => taken.has(messageId)).map(({ id }) => id),
      this.clock.now(),
    ]);
  }
}
