/** Clinical and legal reviewers are both recorded for a version: from now on its certificates are real ones. */
export class CourseReviewed {
  constructor(readonly versionId: string) {}
}
