import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { type CivilDate, dateInWords } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Events } from '../platform/events.js';
import { CourseReviewed } from './courses.events.js';
import { CoursesService } from './courses.service.js';
import type { ReviewKind } from './courses.types.js';

export interface NewReview {
  kind: ReviewKind;
  reviewerName: string;
  /** Role and credentials. */
  reviewerRole: string;
  reviewedOn: CivilDate;
  note: string | null;
}

/** Records who reviewed a version. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a review beside a version; the latest of a kind is what holds. Answers why not when nobody is named or the day
   * cannot be: before the version was published, or still to come. `recordedById` null: an operator.
   */
  async record(versionId: string, review: NewReview, recordedById: string | null): Promise<string[]> {
    const version = await this.courses.version(versionId);
    const today = this.clock.today();
    if (review.reviewerName.trim() === '' || review.reviewerRole.trim() === '')
      return ['A review needs the name and the role of whoever made it: they stand for the version.'];
    if (review.reviewedOn > today) return ['The day of the review is still to come.'];
    if (review.reviewedOn < version.publishedOn)
      return [`This version was published on ${dateInWords(version.publishedOn)}: a review of it cannot be older.`];
    await this.write(versionId, review, recordedById);
    return [];
  }

  /** Carries reviews of a draft over to the version that was published from it, as it was read. */
  async carryOver(versionId: string, reviews: readonly (NewReview & { reviewerId: string })[]): Promise<void> {
    for (const { reviewerId, ...review } of reviews) await this.write(versionId, review, reviewerId);
  }

  private async write(versionId: string, review: NewReview, recordedById: string | null): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.courses.isReviewed(versionId);
      const id = newId();
      await this.database.query(
        `insert into course_review (id, version_id, kind, reviewer_name, reviewer_role, reviewed_on, note, recorded_at, recorded_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          versionId,
          review.kind,
          review.reviewerName,
          review.reviewerRole,
          review.reviewedOn,
          review.note,
          this.clock.now(),
          recordedById,
        ],
      );
      await this.audit.record({
        action: 'courses.reviewed',
        subjectKind: 'course_version',
        subjectId: versionId,
        details: { review: id, kind: review.kind, reviewedOn: review.reviewedOn },
      });
      if (!before && (await this.courses.isReviewed(versionId)))
        await this.events.publish(new CourseReviewed(versionId));
    });
  }
}
