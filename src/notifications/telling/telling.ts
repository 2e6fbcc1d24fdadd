import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Seals } from '../../platform/http/seals.js';
import { Mail, type Message } from '../../platform/mail/mail.js';
import type { Topic } from '../notifications.types.js';
import { notificationsPaths, UNSUBSCRIBE_SEAL } from '../paths.js';
import { letterHtml, letterText, type Letter } from './letter.rules.js';
import { type Notice, topicOfNotice } from './notice.rules.js';
import type { Words } from './notice-words.rules.js';
import { sendingTime } from './quiet-hours.rules.js';

/** Something to tell somebody, as it was decided. */
export interface Told {
  person: { id: string; email: string; /** What they want no mail about. */ unwanted: readonly Topic[] };
  notice: Notice;
  /** The enrolment or the certificate that it is about. */
  subjectId: string;
  words: Words;
  /** Where the link of the letter leads, in the product. */
  path: string;
}

/** Tells people by mail, each thing once: the row that says so, the message and its job are one commit. */
@Injectable()
export class Telling {
  constructor(
    private readonly database: Database,
    private readonly mail: Mail,
    private readonly seals: Seals,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A few statements, however many there are. Who was told, or wants no such mail, is left out. Answers how many it told. */
  async tell(all: readonly Told[]): Promise<number> {
    const drafts = all
      .filter(({ person, notice }) => !person.unwanted.includes(topicOfNotice(notice.kind)))
      .map((told) => ({ id: newId(), told }));
    if (drafts.length === 0) return 0;
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const sendAfter = sendingTime(now);
      const rows = drafts.map(({ id, told: { person, notice, subjectId, words } }) => ({
        id,
        person_id: person.id,
        ...notice,
        subject_id: subjectId,
        subject: words.subject,
      }));
      // In the order of the index: two that write at the same time wait for each other instead of blocking each other.
      const written = await this.database.query<{ id: string }>(
        `insert into notification (id, person_id, kind, subject_id, occasion, subject, told_at, send_after)
         select id, person_id, kind, subject_id, occasion, subject, $2, $3
           from jsonb_to_recordset($1) as row(id uuid, person_id uuid, kind text, subject_id uuid, occasion text, subject text)
          order by subject_id, kind, occasion
         on conflict (subject_id, kind, occasion, person_id) do nothing returning id`,
        [JSON.stringify(rows), now, sendAfter],
      );
      const fresh = new Set(written.map(({ id }) => id));
      const news = drafts.filter(({ id }) => fresh.has(id));
      if (news.length === 0) return 0;
      const messages = await this.mail.queueAll(
        news.map(({ told }) => this.message(told)),
        sendAfter > now ? sendAfter : undefined,
      );
      await this.database.query(
        `update notification n set mail_message_id = sent.message_id
           from unnest($1::uuid[], $2::uuid[]) as sent(id, message_id) where n.id = sent.id`,
        [news.map(({ id }) => id), messages],
      );
      return news.length;
    });
  }

  private message({ person, notice, words, path }: Told): Message {
    const site = this.config.publicUrl;
    const secret = this.seals.seal(UNSUBSCRIBE_SEAL, { person: person.id, topic: topicOfNotice(notice.kind) });
    const letter: Letter = {
      ...words,
      action: { text: words.action, href: site + path },
      choices: site + notificationsPaths.mine(),
      unsubscribe: site + notificationsPaths.unsubscribe(secret),
      site,
    };
    return {
      to: person.email,
      subject: words.subject,
      text: letterText(letter),
      html: letterHtml(letter),
      unsubscribeUrl: letter.unsubscribe,
      once: true,
    };
  }
}
