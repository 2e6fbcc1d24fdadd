import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Report, ReportState } from './reports.types.js';

const columns = `r.id, r.reference, r.kind, r.words, r.url, r.email, r.sent_at as "sentAt", r.state, r.fact_id as "factId", r.note,
  r.decided_at as "decidedAt", (select p.name from person p where p.id = r.decided_by_id) as "decidedBy",
  json_build_object('id', o.id, 'code', o.code, 'name', o.name, 'nation', o.nation, 'fictional', o.fictional) as organisation,
  (select p.reply_id from partner_reply_point p where p.id = r.reply_point_id) as "replyId",
  case when q.id is not null then json_build_object('key', q.key, 'shortName', q.short_name) end as question`;
const source = `policy_report r join organisation o on o.id = r.organisation_id left join policy_question q on q.id = r.question_id`;

export interface ReportFilter {
  state: ReportState | null;
  /** Of the organisation with this code. */
  code: string | null;
}

/** Reads reports for those who settle them. */
@Injectable()
export class ReportsQueries {
  constructor(private readonly database: Database) {}

  /**
   * At most `limit`: waiting ones the oldest first, so that nobody waits for ever, all others the newest first. They go on
   * after the one with the id `after`.
   */
  list(filter: ReportFilter, after: string | null, limit: number): Promise<Report[]> {
    const [beyond, order] = filter.state === 'new' ? ['>', 'asc'] : ['<', 'desc'];
    return this.database.query(
      `select ${columns} from ${source}
       where ($1::text is null or r.state = $1) and ($2::text is null or upper(o.code) = $2) and ($3::uuid is null or r.id ${beyond} $3)
       order by r.id ${order} limit $4`,
      [filter.state, filter.code, after, limit],
    );
  }

  async counts(): Promise<Map<ReportState, number>> {
    const rows = await this.database.query<{ state: ReportState; count: number }>(
      'select state, count(*)::int as count from policy_report group by state',
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  async one(id: string): Promise<Report | undefined> {
    const [report] = await this.database.query<Report>(`select ${columns} from ${source} where r.id = $1`, [id]);
    return report;
  }

  async byReference(reference: string): Promise<Report | undefined> {
    const [report] = await this.database.query<Report>(`select ${columns} from ${source} where r.reference = $1`, [
      reference,
    ]);
    return report;
  }
}
