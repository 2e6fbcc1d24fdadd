import { Injectable } from '@nestjs/common';
import { certificatesPaths } from '../certificates/paths.js';
import { CoursesService } from '../courses/courses.service.js';
import { learningPaths } from '../learning/paths.js';
import { type CivilDate, londonDate } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { expiryNoticeFor, type Notice, reminderFor, versionNoticeFor } from './telling/notice.rules.js';
import {
  certificateWords,
  expiryWords,
  reminderWords,
  type Standing,
  versionWords,
  type Words,
} from './telling/notice-words.rules.js';
import { type CertificateRow, type OpenRow, RemindersQueries } from './telling/reminders.queries.js';
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
    private readonly clock: Clock,
  ) {}

  /** The nightly run, batch by batch, each with the same few statements. Answers how many were told. */
  async remindAll(): Promise<number> {
    const today = this.clock.today();
    return (await this.remindLearners(today)) + (await this.remindHolders(today));
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
    for (let after: string | null = null; ;) {
      const rows = await this.queries.openEnrolments(today, after, BATCH);
      const notices = await Promise.all(rows.map((row) => this.noticesOf(row, today)));
      count += await this.telling.tell(notices.flat());
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) return count;
    }
  }

  private async remindHolders(today: CivilDate): Promise<number> {
    let count = 0;
    for (let after: { on: CivilDate; id: string } | null = null; ;) {
      const rows = await this.queries.ending(today, after, BATCH);
      count += await this.telling.tell(
        rows.flatMap((row) => {
          const { validUntil } = row;
          const notice = validUntil === null ? null : expiryNoticeFor(validUntil, today);
          return notice && validUntil !== null ? [told(row, notice, expiryWords({ ...row, validUntil }))] : [];
        }),
      );
      const end = rows.at(-1);
      after = end?.validUntil ? { on: end.validUntil, id: end.id } : null;
      if (rows.length < BATCH) return count;
    }
  }

  private async noticesOf(row: OpenRow, today: CivilDate): Promise<Told[]> {
    const enrolment = {
      enrolledOn: londonDate(row.enrolledAt),
      dueOn: row.dueOn,
      lastActiveOn: londonDate(row.lastActiveAt),
      newer: row.newerId === null ? null : { id: row.newerId, publishedOn: londonDate(row.newerPublishedAt) },
    };
    // The same version for many: it is read once and kept.
    const version = await this.courses.version(row.courseVersionId);
    const standing: Standing = {
      ...enrolment,
      course: version.title,
      lessons: version.lessons.length,
      lessonsRead: version.lessons.filter(({ id }) => row.readLessonIds.includes(id)).length,
      enrolledByOthers: row.enrolledByOthers,
    };
    const person = { id: row.personId, email: row.email, unwanted: row.unwanted };
    const found: Told[] = [];
    const reminder = reminderFor(enrolment, today);
    if (reminder) {
      const words = reminderWords(reminder.kind, standing);
      found.push({ person, notice: reminder, subjectId: row.id, words, path: learningPaths.enrolment(row.id) });
    }
    const newer = versionNoticeFor(enrolment, today);
    if (newer) {
      const words = versionWords(standing);
      found.push({ person, notice: newer, subjectId: row.id, words, path: learningPaths.enrolment(row.id) });
    }
    return found;
  }
}

function told(row: CertificateRow, notice: Notice, words: Words): Told {
  return {
    person: { id: row.personId, email: row.email, unwanted: row.unwanted },
    notice,
    subjectId: row.id,
    words,
    path: certificatesPaths.certificate(row.number),
  };
}
