import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { NoticeKind } from '../notifications.types.js';
import type { LogLine } from './log-words.rules.js';

export interface LogFilter {
  person: string | null;
  kind: NoticeKind | null;
  /** The last line of the page before; ids are made in the order of time. */
  before: string | null;
}

/** Reads what people were told. */
@Injectable()
export class LogQueries {
  constructor(private readonly database: Database) {}

  /** At most `limit` lines, the newest first. */
  list({ person, kind, before }: LogFilter, limit: number): Promise<LogLine[]> {
    return this.database.query(
      `select n.id, n.kind, n.subject, n.told_at as "toldAt", n.send_after as "sendAfter", n.cancelled_at as "cancelledAt",
         m.id as "mailId", m.handed_at as "handedAt", m.sent_at as "sentAt",
         back.kind as "returnedAs", back.code as "returnCode",
         json_build_object('id', p.id, 'name', p.name) as person
       from notification n join person p on p.id = n.person_id left join mail_message m on m.id = n.mail_message_id
         left join mail_return back on back.mail_message_id = m.id
       where ($1::uuid is null or n.person_id = $1) and ($2::text is null or n.kind = $2) and ($3::uuid is null or n.id < $3)
       order by n.id desc limit $4`,
      [person, kind, before, limit],
    );
  }
}
