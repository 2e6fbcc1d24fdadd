import { Injectable } from '@nestjs/common';
import type { ConcernedLearner } from '../changes/changes.types.js';
import { DecidedImpactsService } from '../changes/decided-impacts.service.js';
import { changesPaths } from '../changes/paths.js';
import type { AttemptsCorrected } from '../learning/learning.events.js';
import { learningPaths } from '../learning/paths.js';
import { inBatches } from '../platform/database/in-batches.js';
import { correctedWords, movedWords, policyWords } from './telling/notice-words.rules.js';
import { RemindersQueries } from './telling/reminders.queries.js';
import { Telling, type Told } from './telling/telling.js';

/** One commit; a run that was cut off is taken up again, and nobody is told twice. */
const BATCH = 1000;

/** Tells people that what they learned reads otherwise now: because policy changed, or because they have moved. */
@Injectable()
export class ChangeNoticesService {
  constructor(
    private readonly impacts: DecidedImpactsService,
    private readonly queries: RemindersQueries,
    private readonly telling: Telling,
  ) {}

  /** Tells whomever a decided change of policy concerns. Who has heard of it is told again only when more is asked of them. */
  async tellOfPolicy(impactId: string): Promise<void> {
    const decided = await this.impacts.decided(impactId);
    if (!decided) return;
    const batches = inBatches<ConcernedLearner>(BATCH, (last, size) =>
      decided.learners(last?.enrolmentId ?? null, size),
    );
    for await (const learners of batches) {
      const people = await this.queries.addressees(learners.map(({ personId }) => personId));
      await this.telling.tell(
        learners.flatMap(({ enrolmentId, personId, course, certificateNumber }): Told[] => {
          const person = people.get(personId);
          if (!person) return [];
          return [
            {
              person,
              notice: { kind: 'policy', occasion: `${impactId} ${decided.follows}` },
              subjectId: enrolmentId,
              words: policyWords({ ...decided, course, certified: certificateNumber !== null }),
              path:
                certificateNumber === null
                  ? learningPaths.enrolment(enrolmentId)
                  : changesPaths.differences(certificateNumber),
            },
          ];
        }),
      );
    }
  }

  /** Tells learners that attempts of theirs have gained by a correction. In the transaction that gives the marks. */
  async tellOfCorrection({ correction, learners }: AttemptsCorrected): Promise<void> {
    const people = await this.queries.addressees(learners.map(({ personId }) => personId));
    await this.telling.tell(
      learners.flatMap(({ personId, enrolmentId, attemptId, nowPassed }): Told[] => {
        const person = people.get(personId);
        if (!person) return [];
        const notice = { kind: 'corrected', occasion: correction.id } as const;
        const path = learningPaths.attempt(enrolmentId, attemptId);
        return [{ person, notice, subjectId: attemptId, words: correctedWords(nowPassed), path }];
      }),
    );
  }

  /** Tells somebody who has moved that what they hold certificates for reads otherwise there: once for each workplace. */
  async tellOfMove(personId: string, workplaceId: string, certificates: number): Promise<void> {
    const person = (await this.queries.addressees([personId])).get(personId);
    if (!person) return;
    await this.telling.tell([
      {
        person,
        notice: { kind: 'moved', occasion: 'moved' },
        subjectId: workplaceId,
        words: movedWords(certificates),
        path: changesPaths.differences(),
      },
    ]);
  }
}
