import { Injectable } from '@nestjs/common';
import type { ConcernedLearner, Consequence } from './changes.types.js';
import { ImpactQueries } from './impact/impact.queries.js';

/** A change of which it was decided that people should hear, for whoever tells of it. */
export interface DecidedImpact {
  organisation: string;
  follows: Consequence;
  /** Those who hold a certificate, or have read a lesson that differs, by enrolment, after the given one. */
  learners(after: string | null, limit: number): Promise<ConcernedLearner[]>;
}

/** What was decided of changes of policy, and whom each concerns. */
@Injectable()
export class DecidedImpactsService {
  constructor(private readonly queries: ImpactQueries) {}

  /** By the latest decision; null when nobody is to hear of it, or it is gone. */
  async decided(impactId: string): Promise<DecidedImpact | null> {
    const impact = await this.queries.one(impactId);
    const follows = impact?.decisions[0]?.whatFollows ?? 'nothing';
    if (!impact?.differences || follows === 'nothing') return null;
    const { organisation, differences } = impact;
    return {
      organisation: organisation.name,
      follows,
      learners: (after, limit) => this.queries.learned(organisation.id, differences, after, limit),
    };
  }
}
