import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RejectedLine } from '../certificates.types.js';

export interface KeptList {
  id: string;
  courseVersionId: string;
  fileName: string;
  read: number;
  alreadyIssued: number;
  rejected: RejectedLine[];
  madeAt: Date;
  madeBy: string | null;
  appliedAt: Date | null;
  mailed: boolean;
  finishedAt: Date | null;
  /** Who is to have a certificate, how many were dealt with, and how many got one by this list. */
  people: number;
  done: number;
  issued: number;
}

const select = `select l.id, l.course_version_id as "courseVersionId", l.file_name as "fileName", l.read,
    l.already_issued as "alreadyIssued", l.rejected, l.made_at as "madeAt", p.name as "madeBy",
    l.applied_at as "appliedAt", l.mailed, l.finished_at as "finishedAt",
    count(r.line)::int as people, count(r.done_at)::int as done, count(r.certificate_id)::int as issued
  from certificate_list l left join person p on p.id = l.made_by_id left join certificate_list_row r on r.list_id = l.id`;

/** Reads lists, each question one statement. */
@Injectable()
export class ListsQueries {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<KeptList | undefined> {
    const [row] = await this.database.query<KeptList>(`${select} where l.id = $1 group by l.id, p.name`, [id]);
    return row;
  }

  /** At most `limit`, the newest first. `before` is the id of the last one of the page before. */
  page(before: string | null, limit: number): Promise<KeptList[]> {
    return this.database.query<KeptList>(
      `${select} where l.id in (select id from certificate_list where $1::uuid is null or id < $1
                                 order by id desc limit $2)
       group by l.id, p.name order by l.id desc`,
      [before, limit],
    );
  }

  /** Those of a session that was planned here, the newest first; at most 20. */
  ofSession(sessionId: string): Promise<KeptList[]> {
    return this.database.query<KeptList>(
      `${select} where l.live_session_id = $1 group by l.id, p.name order by l.id desc limit 20`,
      [sessionId],
    );
  }
}
