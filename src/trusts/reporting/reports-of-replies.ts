import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ReplyAnswered } from '../../partnerships/partnerships.events.js';
import { type FollowUp, ReplyFollowUps } from '../../partnerships/reply-follow-ups.service.js';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { trustsPaths } from '../paths.js';
import { BYTES, referenceOf } from './report-reference.rules.js';
import { reportStateInWords } from './report-words.rules.js';
import type { ReportState } from './reports.types.js';

/** Where a Trust answers that something is wrong or that a newer policy exists, somebody has to look: it becomes a report. */
@Injectable()
export class ReportsOfReplies implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly followUps: ReplyFollowUps,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(ReplyAnswered, (answered) => this.take(answered));
    this.followUps.register((pointIds) => this.ofPoints(pointIds));
  }

  private async take({ organisationId, points }: ReplyAnswered): Promise<void> {
    const rows = points
      .filter(({ answer }) => answer !== 'agree')
      .map(({ id, title, questionKeys, answer, text }) => ({
        id: newId(),
        reference: referenceOf(randomBytes(BYTES)),
        pointId: id,
        kind: answer,
        words: text ?? title,
        // A point on several questions leaves open which one is meant.
        key: questionKeys.length === 1 ? questionKeys[0] : null,
      }));
    await this.database.query(
      `insert into policy_report (id, reference, organisation_id, question_id, kind, words, sent_at, state, reply_point_id)
       select r.id, r.reference, $2, (select q.id from policy_question q where q.key = r.key), r.kind, r.words, $3, 'new', r."pointId"
       from jsonb_to_recordset($1) as r(id uuid, reference text, "pointId" uuid, kind text, words text, key text)`,
      [JSON.stringify(rows), organisationId, this.clock.now()],
    );
    await this.audit.recordAll(
      rows.map(({ id }) => ({
        action: 'reports.received',
        subjectKind: 'policy_report',
        subjectId: id,
        details: { from: 'partner_reply' },
      })),
    );
  }

  private async ofPoints(pointIds: readonly string[]): Promise<ReadonlyMap<string, FollowUp>> {
    const rows = await this.database.query<{ id: string; pointId: string; reference: string; state: ReportState }>(
      'select id, reply_point_id as "pointId", reference, state from policy_report where reply_point_id = any($1)',
      [pointIds],
    );
    return new Map(
      rows.map(({ id, pointId, reference, state }) => [
        pointId,
        { text: `Report ${reference}: ${reportStateInWords(state).toLowerCase()}`, href: trustsPaths.report(id) },
      ]),
    );
  }
}
