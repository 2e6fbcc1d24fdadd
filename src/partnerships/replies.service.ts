import { Injectable } from '@nestjs/common';
import { londonDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import type { StandingReply } from './partnerships.types.js';
import { RepliesQueries } from './replies/replies.queries.js';
import { isClosed, replyState } from './reply-state.rules.js';

/** How far the right of reply of organisations has come: what pages and open data need to know before they name one. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly queries: RepliesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Those whose right of reply is closed: shown what would be said, they have answered or the day has passed. Of these
   * only the points that they were shown may be public (whyNotPublic in publicity.rules.ts, with `standing`).
   */
  async closedFor(organisationIds: readonly string[]): Promise<Set<string>> {
    const replies = await this.standing(organisationIds);
    return new Set([...replies.values()].filter(({ state }) => isClosed(state)).map((reply) => reply.organisationId));
  }

  /** The reply of each that counts, with its points and their answers; those never asked are missing. */
  async standing(organisationIds: readonly string[]): Promise<Map<string, StandingReply>> {
    const today = this.clock.today();
    const rows = await this.queries.standing(organisationIds);
    return new Map(
      rows.map((row) => [
        row.organisationId,
        {
          organisationId: row.organisationId,
          state: replyState(row, today) as StandingReply['state'],
          answerBy: row.answerBy,
          answeredOn: row.answeredAt && londonDate(row.answeredAt),
          points: row.points.map(({ id: _id, ...point }) => point),
        },
      ]),
    );
  }
}
