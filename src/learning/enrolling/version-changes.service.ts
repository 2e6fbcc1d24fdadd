import { Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion, LessonContent } from '../../courses/courses.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { Enrolments } from '../progress/enrolments.js';
import { changesBetween, type VersionChanges } from './version-changes.rules.js';

/** The newer version of a course, for somebody who takes an older one. */
export interface Offer {
  version: CourseVersion;
  changes: VersionChanges;
}

/** Offers learners under way the newer version of their course, and moves those who take it. Nobody is moved unasked. */
@Injectable()
export class VersionChangesService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly enrolments: Enrolments,
    private readonly audit: Audit,
  ) {}

  /** The newer version with what it changes; null on the newest. */
  async offer(version: CourseVersion): Promise<Offer | null> {
    const newest = await this.courses.newest(version.slug);
    if (newest.number <= version.number) return null;
    return { version: newest, changes: changesBetween(await this.lessons(version), await this.lessons(newest)) };
  }

  /**
   * Moves the enrolment to the newest version. Lessons that say the same stay read, as they were shown; attempts stay
   * with the version that they were made for. Answers why it did not when it did not: on the newest already, an attempt
   * is open, or the check of this version is passed and a lesson or two away from completion.
   */
  async change(personId: string, enrolmentId: string): Promise<'changed' | 'newest' | 'held' | 'passed'> {
    return this.database.transaction(async () => {
      const held = await this.enrolments.hold(personId, enrolmentId);
      const version = await this.courses.version(held.courseVersionId);
      const offer = await this.offer(version);
      if (!offer) return 'newest';
      const [attempts] = await this.database.query<{ open: boolean; passed: boolean }>(
        `select coalesce(bool_or(submitted_at is null), false) as open, coalesce(bool_or(passed), false) as passed
           from attempt where enrolment_id = $1 and course_version_id = $2`,
        [enrolmentId, version.id],
      );
      if (held.completedAt !== null || attempts?.passed) return 'passed';
      if (attempts?.open) return 'held';
      await this.database.query('update enrolment set course_version_id = $2 where id = $1', [
        enrolmentId,
        offer.version.id,
      ]);
      await this.database.query(
        `insert into lesson_completion
           (enrolment_id, lesson_id, completed_at, shown_on, profession, workplace_id, profile_revision_id, shown)
         select c.enrolment_id, same."to", c.completed_at, c.shown_on, c.profession, c.workplace_id,
                c.profile_revision_id, c.shown
           from jsonb_to_recordset($2) as same("from" uuid, "to" uuid)
           join lesson_completion c on c.enrolment_id = $1 and c.lesson_id = same."from"
         on conflict (enrolment_id, lesson_id) do nothing`,
        [enrolmentId, JSON.stringify(offer.changes.same)],
      );
      await this.audit.record({
        action: 'enrolments.version_changed',
        subjectKind: 'enrolment',
        subjectId: enrolmentId,
        details: { from: version.number, to: offer.version.number },
      });
      return 'changed';
    });
  }

  private lessons(version: CourseVersion): Promise<LessonContent[]> {
    return Promise.all(version.lessons.map((lesson) => this.courses.lesson(lesson.id)));
  }
}
