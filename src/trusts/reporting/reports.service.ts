import { randomBytes } from 'node:crypto';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Mail } from '../../platform/mail/mail.js';
import { BYTES, referenceOf } from './report-reference.rules.js';
import { reportOutcome } from './report-words.rules.js';
import { ReportsQueries } from './reports.queries.js';
import type { Report, ReportContent, ReportDecision } from './reports.types.js';

/** Takes what readers tell us, and keeps what was made of it. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly queries: ReportsQueries,
    private readonly audit: Audit,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  /** Keeps a report; answers the reference that whoever sent it is told. */
  take(organisationId: string, content: ReportContent): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      const reference = referenceOf(randomBytes(BYTES));
      await this.database.query(
        `insert into policy_report (id, reference, organisation_id, question_id, kind, words, url, email, sent_at, state)
         values ($1, $2, $3, (select id from policy_question where key = $4), $5, $6, $7, $8, $9, 'new')`,
        [
          id,
          reference,
          organisationId,
          content.questionKey,
          content.kind,
          content.words,
          content.url,
          content.email,
          this.clock.now(),
        ],
      );
      await this.audit.record({ action: 'reports.received', subjectKind: 'policy_report', subjectId: id });
      return reference;
    });
  }

  /**
   * Settles a report. Whoever left an address is told what came of it, and the address is deleted. It may be settled
   * otherwise later. Answers why not, when not. Throws NotFoundException.
   * @param seen when it was settled, as the page said on which the decision was made
   */
  settle(id: string, decision: ReportDecision, personId: string, seen: string): Promise<string[]> {
    return this.database.transaction(async () => {
      // Two people with the same report before them: the second sees what the first did.
      await this.database.query('select id from policy_report where id = $1 for update', [id]);
      const report = await this.queries.one(id);
      if (!report) throw new NotFoundException('There is no such report.');
      if (stampOf(report) !== seen)
        return [
          `${report.decidedBy ?? 'Somebody'} settled it meanwhile. Look at it again before you decide otherwise.`,
        ];
      await this.database.query(
        `update policy_report set state = $2, fact_id = $3, note = $4, decided_at = $5, decided_by_id = $6, email = null
         where id = $1`,
        [id, decision.state, decision.factId, decision.note, this.clock.now(), personId],
      );
      await this.audit.record({
        action: 'reports.settled',
        subjectKind: 'policy_report',
        subjectId: id,
        details: { state: decision.state, before: report.state },
      });
      if (report.email !== null) await this.mail.queue(answerTo(report.email, report, decision));
      return [];
    });
  }
}

/** When it was settled last, to find out whether it was settled meanwhile. */
export const stampOf = ({ decidedAt }: Pick<Report, 'decidedAt'>): string => decidedAt?.toISOString() ?? '';

function answerTo(to: string, report: Report, { state }: ReportDecision) {
  return {
    to,
    passing: true,
    subject: `What you told us about ${report.organisation.name} (${report.reference})`,
    text: [
      `Thank you for telling us about ${report.organisation.name}.`,
      reportOutcome(state),
      `Your reference is ${report.reference}. We have now deleted your email address from your report, and delete this message with it once it is sent.`,
      'Beforehand',
    ].join('\n\n'),
  };
}
