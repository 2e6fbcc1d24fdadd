/**
 * A learner has completed a course: every lesson, and the core questions passed. Published inside the transaction
 * that completes the enrolment.
 */
export class EnrolmentCompleted {
  constructor(
    readonly enrolment: {
      id: string;
      personId: string;
      courseVersionId: string;
      /** The workplace that was current at completion; null when the learner has none. */
      workplaceId: string | null;
      enrolledOn: string;
      /** Civil date in London. */
      completedOn: string;
      completedAt: Date;
      /** Of the attempt that passed: core questions alone. */
      score: { right: number; of: number; percent: number };
      /** Learning time measured or declared, minutes; null where the course's own reckoning stands. */
      minutes: number | null;
    },
  ) {}
}

/**
 * A question was corrected after attempts, and these attempts gained by it. Published inside the transaction that gives
 * the marks; a correction of many attempts publishes it several times, each attempt once.
 */
export class AttemptsCorrected {
  constructor(
    readonly correction: { id: string },
    readonly learners: readonly {
      personId: string;
      enrolmentId: string;
      attemptId: string;
      /** Whether the attempt is passed by it that was not. */
      nowPassed: boolean;
    }[],
  ) {}
}
