/** Clinical and legal reviewers are both recorded for a version: from now on its certificates are real ones. */
export class CourseReviewed {
  constructor(readonly versionId: string) {}
}

/** A course is retired, or retired otherwise than before: learners under way are to be told. */
export class CourseRetired {
  constructor(readonly retirementId: string) {}
}

/** A retired course is open again: whoever was told that it closes is to be told. */
export class CourseReopened {
  constructor(
    readonly courseId: string,
    readonly retirementId: string,
  ) {}
}
