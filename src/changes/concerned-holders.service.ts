import { Injectable } from '@nestjs/common';
import { ImpactQueries } from './impact/impact.queries.js';
import type { Consequence } from './changes.types.js';

/** Somebody whom a decided change of policy concerns, because they have learned what reads otherwise now. */
export interface ConcernedLearner {
  enrolmentId: string;
  personId: string;
  course: string;
  /** Of the certificate that they hold; null while they are under way. */
  certificateNumber: string | null;
}

/** A decided change, for whoever tells of it. */
export interface DecidedImpact {
  organisation: string;
  follows: Consequence;
}

/** Whom a change of policy concerns, batch by batch. */
@Injectable()
export class ConcernedHolders {
  constructor(private readonly queries: ImpactQueries) {}

  /** What was decided last; null when nobody is to hear of it, or it is gone. */
  async decided(impactId: string): Promise<DecidedImpact | null> {
    const impact = await this.queries.one(impactId);
    const follows = impact?.decisions[0]?.whatFollows ?? 'nothing';
    return impact && follows !== 'nothing' ? { organisation: impact.organisation.name, follows } : null;
  }

  /** Those who hold a certificate, or have read a lesson that differs, by enrolment, after the given one. */
  async learners(impactId: string, after: string | null, limit: number): Promise<ConcernedLearner[]> {
    const impact = await this.queries.one(impactId);
    return impact?.differences ? this.queries.learned(impact.organisation.id, impact.differences, after, limit) : [];
  }
}
