import { ConflictException, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { ConfirmationsService } from '../../policies/confirmations.service.js';
import { ContextService } from '../context/context.service.js';
import { ReplyAnswered } from '../partnerships.events.js';
import { RepliesQueries } from '../replies/replies.queries.js';
import type { AnswerGiven } from './answer.form.js';

/** What a Trust's contact answers. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly database: Database,
    private readonly queries: RepliesQueries,
    private readonly confirmations: ConfirmationsService,
    private readonly context: ContextService,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the answer: on each point, the facts that are still so today, and what the contact adds. All of it or
   * nothing. Answers why not, when not.
   */
  async answer(replyId: string, given: AnswerGiven): Promise<string[]> {
    return this.database.transaction(async () => {
      // A button pressed twice: the second finds the answer there.
      await this.database.query('select id from partner_reply where id = $1 for update', [replyId]);
      const reply = await this.queries.one(replyId);
      if (!reply || reply.sentAt === null || reply.withdrawnAt !== null) return ['This request has been withdrawn.'];
      if (reply.answeredAt !== null) return ['An answer has been given already. It stands as it is.'];
      const today = this.clock.today();
      const confirmed = await this.confirmations.confirm(reply.organisationId, given.factIds, today);
      // The page was made from what stood a moment ago; thrown, so that nothing of this is kept.
      if (given.factIds.some((id) => !confirmed.has(id)))
        throw new ConflictException(
          'What is held on your Trust changed just now. Go back, look again, and send again.',
        );
      await this.database.query(
        `update partner_reply_point p set answer = g.answer, answer_text = g.text
         from jsonb_to_recordset($2) as g(id uuid, answer text, text text) where p.id = g.id and p.reply_id = $1`,
        [replyId, JSON.stringify(given.points)],
      );
      await this.database.query('update partner_reply set answered_at = $2, remark = $3 where id = $1', [
        replyId,
        this.clock.now(),
        given.remark,
      ]);
      const role = reply.contactRole ?? 'Contact of the Trust';
      await this.keepConfirmations(replyId, reply.organisationId, role, confirmed);
      if (given.context !== null)
        await this.context.addContext(
          reply.organisationId,
          { replyId, text: given.context, role, givenOn: today, confidential: !given.contextMayBePublic },
          null,
        );
      const details = { points: given.points.length, confirmed: confirmed.size };
      await this.audit.record({
        action: 'partner_replies.answered',
        subjectKind: 'partner_reply',
        subjectId: replyId,
        details,
      });
      const shown = new Map(reply.points.map((point) => [point.id, point]));
      await this.events.publish(
        new ReplyAnswered(
          reply.organisationId,
          given.points.flatMap((point) => {
            const { title, questionKeys } = shown.get(point.id) ?? {};
            return title === undefined || questionKeys === undefined ? [] : [{ ...point, title, questionKeys }];
          }),
        ),
      );
      return [];
    });
  }

  private async keepConfirmations(
    replyId: string,
    organisationId: string,
    role: string,
    confirmed: ReadonlyMap<string, string>,
  ): Promise<void> {
    const rows = [...confirmed].map(([factId, confirmedFactId]) => ({ id: newId(), factId, confirmedFactId }));
    await this.database.query(
      `insert into fact_confirmation (id, organisation_id, reply_id, fact_id, confirmed_fact_id, confirmed_on, role, recorded_at)
       select id, $2, $3, "factId", "confirmedFactId", $4, $5, $6
       from jsonb_to_recordset($1) as c(id uuid, "factId" uuid, "confirmedFactId" uuid)`,
      [JSON.stringify(rows), organisationId, replyId, this.clock.today(), role, this.clock.now()],
    );
  }
}
