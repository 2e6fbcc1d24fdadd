import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import type { PolicyProfile } from '../../policies/policies.types.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import type { LearnerRow } from './learner.queries.js';

/** Makes the context on which choose() decides, from a learner's row and the pinned revision of their Trust's profile. */
@Injectable()
export class LearnerContexts {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /** The context of today; null while the learner has not said in which nation they work. */
  async of(learner: LearnerRow, factAgeLimitMonths: number): Promise<TailoringContext | null> {
    if (learner.nation === null) return null;
    const profile: PolicyProfile | null =
      learner.profileRevisionId === null ? null : await this.profiles.revision(learner.profileRevisionId);
    return {
      profile,
      nation: profile?.organisation.nation ?? learner.nation,
      regionCode: profile?.organisation.regionCode ?? learner.regionCode,
      icbCode: profile?.organisation.icbCode ?? learner.icbCode,
      profession: learner.profession,
      on: this.clock.today(),
      factAgeLimitMonths,
    };
  }
}
