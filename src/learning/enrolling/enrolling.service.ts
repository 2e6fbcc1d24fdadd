import { Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import { Audit } from '../../platform/audit/audit.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import type { EnrolmentOrigin } from './enrolment.rules.js';

/** How and why people come to a course, and by when they are to finish it. */
export interface EnrolmentGrounds {
  origin: EnrolmentOrigin;
  reason: string | null;
  dueOn: CivilDate | null;
  /** Whose decision it is, where that is not who acts now: an invitation is taken up by the invited. */
  byId?: string | null;
  /** The cohort with which they come, and who made it: theirs is the decision, whenever somebody joins. */
  cohort?: { id: string; madeById: string | null };
}

const BY_ONESELF: EnrolmentGrounds = { origin: 'self', reason: null, dueOn: null };

function decidedBy({ origin, cohort, byId }: EnrolmentGrounds): string | null {
  if (origin === 'self') return null;
  if (cohort) return cohort.madeById;
  return byId === undefined ? actingPersonId() : byId;
}

/** Lets people join courses, one or many at a time. */
@Injectable()
export class EnrollingService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Enrols the person on the newest version of the course; who is enrolled already stays as they are. Answers the
   * enrolment's id, and whether it is new. Throws NotFoundException when no such course is published, and ConflictException for
   * who is not on it when it is retired.
   */
  async enrol(
    personId: string,
    courseSlug: string,
    grounds: EnrolmentGrounds = BY_ONESELF,
  ): Promise<{ id: string; isNew: boolean }> {
    const version = await this.courses.newest(courseSlug);
    return this.database.transaction(async () => {
      const before = await this.standing(personId, version.courseId);
      if (before !== undefined) return { id: before, isNew: false };
      const made = (await this.enrolAll(version, [personId], grounds)).get(personId);
      if (made !== undefined) return { id: made, isNew: true };
      // Enrolled meanwhile in another tab.
      const standing = await this.standing(personId, version.courseId);
      if (standing === undefined) throw new Error(`Person ${personId} is neither enrolled nor could be`);
      return { id: standing, isNew: false };
    });
  }

  /**
   * Enrols all of them on the version and leaves alone who is enrolled already. Who was withdrawn before starts a new
   * enrolment, in which the lessons read of the same version still count; who begins anew what they completed reads all of it. Answers the new enrolments by person. A few
   * statements, however many people. Throws ConflictException when the course is retired.
   */
  async enrolAll(
    version: CourseVersion,
    personIds: readonly string[],
    grounds: EnrolmentGrounds,
  ): Promise<Map<string, string>> {
    return this.database.transaction(async () => {
      await this.retirements.keepOpen(version);
      const rows = personIds.map((personId) => ({ id: newId(), person_id: personId }));
      const made = await this.database.query<{ id: string; personId: string }>(
        `insert into enrolment
           (id, person_id, course_id, course_version_id, enrolled_at, origin, enrolled_by_id, reason, due_on)
         select id, person_id, $2, $3, $4, $5, $6, $7, $8 from jsonb_to_recordset($1) as row(id uuid, person_id uuid)
         on conflict (person_id, course_id) where withdrawn_at is null do nothing
         returning id, person_id as "personId"`,
        [
          JSON.stringify(rows),
          version.courseId,
          version.id,
          this.clock.now(),
          grounds.origin,
          decidedBy(grounds),
          grounds.reason,
          grounds.dueOn,
        ],
      );
      const ids = made.map(({ id }) => id);
      await this.database.query(
        `insert into lesson_completion
           (enrolment_id, lesson_id, completed_at, shown_on, profession, workplace_id, profile_revision_id, shown)
         select distinct on (e.id, c.lesson_id) e.id, c.lesson_id, c.completed_at, c.shown_on, c.profession,
                c.workplace_id, c.profile_revision_id, c.shown
           from enrolment e
           join enrolment old on old.person_id = e.person_id and old.course_version_id = e.course_version_id
            and old.withdrawn_at is not null and old.completed_at is null
           join lesson_completion c on c.enrolment_id = old.id
          where e.id = any($1) order by e.id, c.lesson_id, c.completed_at`,
        [ids],
      );
      await this.audit.recordAll(
        ids.map((id) => ({
          action: 'enrolments.made',
          subjectKind: 'enrolment',
          subjectId: id,
          details: {
            origin: grounds.origin,
            dueOn: grounds.dueOn,
            ...(grounds.cohort && { cohort: grounds.cohort.id }),
          },
        })),
      );
      return new Map(made.map(({ id, personId }) => [personId, id]));
    });
  }

  private async standing(personId: string, courseId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      'select id from enrolment where person_id = $1 and course_id = $2 and withdrawn_at is null',
      [personId, courseId],
    );
    return row?.id;
  }
}
