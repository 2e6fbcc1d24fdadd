import { Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { Clock } from '../../platform/clock.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { placeOf } from '../../tailoring/context-place.rules.js';
import type { TailoringContext } from '../../tailoring/tailoring.types.js';
import { LearnerQueries, type LearnerRow } from './learner.queries.js';
import { isId } from '../../platform/database/new-id.js';

/** A person on a course: where they stand, what they take, and what it is fitted to today. */
export interface Learner {
  row: LearnerRow;
  version: CourseVersion;
  /** Null for somebody who never said in which nation they work: there is no law to teach them yet. */
  context: TailoringContext | null;
}

/** Finds learners. One read of the database: versions and profile revisions never change, and are in memory. */
@Injectable()
export class Learners {
  constructor(
    private readonly queries: LearnerQueries,
    private readonly courses: CoursesService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /**
   * The person's own enrolment. Throws NotFoundException for anybody else's, and for what is no enrolment at all.
   * `lesson`: the slug of the one that is read, so that their notes to it come along.
   */
  async find(personId: string, enrolmentId: string, lesson: string | null = null): Promise<Learner> {
    const row = isId(enrolmentId) ? await this.queries.one(personId, enrolmentId, lesson) : undefined;
    if (!row) throw noEnrolment();
    const version = await this.courses.version(row.courseVersionId);
    return { row, version, context: await this.contextOf(row, version) };
  }

  private async contextOf(row: LearnerRow, version: CourseVersion): Promise<TailoringContext | null> {
    if (row.nation === null) return null;
    const profile = row.profileRevisionId === null ? null : await this.profiles.revision(row.profileRevisionId);
    return {
      profile,
      ...placeOf(profile, { ...row, nation: row.nation }),
      profession: row.profession,
      on: this.clock.today(),
      factAgeLimitMonths: version.factAgeLimitMonths,
    };
  }
}

export function noEnrolment(): NotFoundException {
  return new NotFoundException('You take no course at this address. Your own courses are under My learning.');
}
