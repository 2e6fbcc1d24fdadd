import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Database } from '../../platform/database/database.js';
import type { ReplyDates, ShownPoint } from '../partnerships.types.js';

export interface ReplyRow extends ReplyDates {
  id: string;
  organisationId: string;
  contactId: string | null;
  contactRole: string | null;
  message: string | null;
  remindedAt: Date | null;
  remark: string | null;
  createdAt: Date;
}

export interface PointRow extends ShownPoint {
  id: string;
}

const columns = `r.id, r.organisation_id as "organisationId", r.contact_id as "contactId", r.contact_role as "contactRole", r.message,
  r.answer_by as "answerBy", r.sent_at as "sentAt", r.reminded_at as "remindedAt", r.answered_at as "answeredAt",
  r.withdrawn_at as "withdrawnAt", r.remark, r.created_at as "createdAt"`;

const point = `json_build_object('id', p.id, 'kind', p.kind, 'key', p.key, 'title', p.title, 'reasons', p.reasons,
  'questionKeys', p.question_keys, 'answer', p.answer, 'answerText', p.answer_text)`;
const points = `coalesce((select json_agg(${point} order by p.position) from partner_reply_point p where p.reply_id = r.id), '[]') as points`;

/** Reads requests for replies. One statement each. */
@Injectable()
export class RepliesQueries {
  constructor(private readonly database: Database) {}

  /** Of each organisation the last request that was sent and not withdrawn, with its points. */
  standing(organisationIds: readonly string[]): Promise<(ReplyRow & { answerBy: CivilDate; points: PointRow[] })[]> {
    return this.database.query(
      `select distinct on (r.organisation_id) ${columns}, ${points} from partner_reply r
       where r.organisation_id = any($1) and r.sent_at is not null and r.withdrawn_at is null
       order by r.organisation_id, r.sent_at desc`,
      [organisationIds],
    );
  }

  /** All of one organisation, the newest first; at most 50. */
  ofOrganisation(organisationId: string): Promise<ReplyRow[]> {
    return this.database.query(
      `select ${columns} from partner_reply r where r.organisation_id = $1 order by r.id desc limit 50`,
      [organisationId],
    );
  }

  async one(id: string): Promise<(ReplyRow & { points: PointRow[] }) | undefined> {
    const [row] = await this.database.query<ReplyRow & { points: PointRow[] }>(
      `select ${columns}, ${points} from partner_reply r where r.id = $1`,
      [id],
    );
    return row;
  }
}
