import { Injectable } from '@nestjs/common';
import { certificatesPaths } from '../certificates/paths.js';
import { CoursesService } from '../courses/courses.service.js';
import type { CourseVersion } from '../courses/courses.types.js';
import { learningPaths, surveysPaths } from '../learning/paths.js';
import { type CivilDate, londonDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { inBatches } from '../platform/database/in-batches.js';
import { CourseNoticesService } from './course-notices.service.js';
import {
  expiryNoticeFor,
  type Notice,
  practiceNoticeFor,
  reminderFor,
  versionNoticeFor,
} from './telling/notice.rules.js';
import {
  certificateWords,
  expiryWords,
  practiceWords,
  reminderWords,
  type Standing,
  versionWords,
  type Words,
} from './telling/notice-words.rules.js';
import {
  type CertificateRow,
  type OpenRow,
  type PractisingRow,
  RemindersQueries,
} from './telling/reminders.queries.js';
import { Telling, type Told } from './telling/telling.js';

/** One commit. What was told before a crash is not looked at twice; what was not is told by the next run. */
const BATCH = 1000;

/** Tells people what is due for them to hear: every night, and as certificates are issued. All of it is repeatable. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly queries: RemindersQueries,
    private readonly courses: CoursesService,
    private readonly telling: Telling,
    private readonly keeping: CourseNoticesService,
    private readonly clock: Clock,
  ) {}

  /** The nightly run, batch by batch, each with the same few statements. Answers how many were told. */
  async remindAll(): Promise<number> {
    const today = this.clock.today();
    return (
      (await this.remindLearners(today)) +
      (await this.remindHolders(today)) +
      (await this.keeping.remindAuthors()) +
      (await this.askOfPractice(today))
    );
  }

  /** Tells the holders of certificates that have just been issued. */
  async tellHolders(certificateIds: readonly string[]): Promise<void> {
    const issued = await this.queries.issued(certificateIds);
    await this.telling.tell(
      issued.map((one) => told(one, { kind: 'certificate', occasion: 'issued' }, certificateWords(one))),
    );
  }

  private async remindLearners(today: CivilDate): Promise<number> {
    let count = 0;
    const batches = inBatches<OpenRow>(BATCH, (last, size) =>
      this.queries.openEnrolments(today, last?.id ?? null, size),
    );
    for await (const rows of batches) {
      const versions = await this.versionsOf(rows);
      count += await this.telling.tell(rows.flatMap((row) => noticesOf(row, versions, today)));
    }
    return count;
  }

  private async remindHolders(today: CivilDate): Promise<number> {
    let count = 0;
    const batches = inBatches<CertificateRow>(BATCH, (last, size) =>
      this.queries.ending(today, last?.validUntil ? { on: last.validUntil, id: last.id } : null, size),
    );
    for await (const rows of batches)
      count += await this.telling.tell(
        rows.flatMap((row) => {
          const { validUntil } = row;
          const notice = validUntil === null ? null : expiryNoticeFor(validUntil, today);
          return notice && validUntil !== null ? [told(row, notice, expiryWords({ ...row, validUntil }))] : [];
        }),
      );
    return count;
  }

  private async askOfPractice(today: CivilDate): Promise<number> {
    let count = 0;
    const batches = inBatches<PractisingRow>(BATCH, (last, size) =>
      this.queries.practising(today, last?.id ?? null, size),
    );
    for await (const rows of batches) {
      const versions = await this.versionsOf(rows);
      count += await this.telling.tell(
        rows.flatMap((row): Told[] => {
          const completedOn = londonDate(row.completedAt);
          const notice = practiceNoticeFor(completedOn, today);
          const course = versions.get(row.courseVersionId)?.title;
          if (!notice || course === undefined) return [];
          return [
            {
              person: row.person,
              notice,
              subjectId: row.id,
              words: practiceWords({ course, completedOn }),
              path: surveysPaths.one(row.id, 'practice'),
            },
          ];
        }),
      );
    }
    return count;
  }

  /** Each version once, however many take it. */
  private async versionsOf(rows: readonly { courseVersionId: string }[]): Promise<ReadonlyMap<string, CourseVersion>> {
    const ids = [...new Set(rows.map(({ courseVersionId }) => courseVersionId))];
    const versions = await Promise.all(ids.map((id) => this.courses.version(id)));
    return new Map(versions.map((version) => [version.id, version]));
  }
}

function noticesOf(row: OpenRow, versions: ReadonlyMap<string, CourseVersion>, today: CivilDate): Told[] {
  const version = versions.get(row.courseVersionId);
  if (!version) return [];
  const enrolment = {
    enrolledOn: row.enrolledOn,
    dueOn: row.dueOn,
    lastActiveOn: row.lastActiveOn,
    newer: row.newerId === null ? null : { id: row.newerId, publishedOn: row.newerPublishedOn },
  };
  const standing: Standing = {
    ...enrolment,
    course: version.title,
    lessons: version.lessons.length,
    lessonsRead: version.lessons.filter(({ id }) => row.readLessonIds.includes(id)).length,
    enrolledByOthers: row.enrolledByOthers,
    finishBy: row.finishBy,
  };
  const shared = {
    person: row.person,
    subjectId: row.id,
    path: learningPaths.enrolment(row.id),
  };
  const reminder = reminderFor(enrolment, today);
  const newer = versionNoticeFor(enrolment, today);
  return [
    ...(reminder ? [{ ...shared, notice: reminder, words: reminderWords(reminder.kind, standing) }] : []),
    ...(newer ? [{ ...shared, notice: newer, words: versionWords(standing) }] : []),
  ];
}

function told(row: CertificateRow, notice: Notice, words: Words): Told {
  return {
    person: row.person,
    notice,
    subjectId: row.id,
    words,
    path: certificatesPaths.certificate(row.number),
  };
}
