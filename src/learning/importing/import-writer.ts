import { ConflictException, Injectable } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import { RetirementsService } from '../../courses/retirements.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { addDays, type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import { EnrollingService } from '../enrolling/enrolling.service.js';
import { InvitationsService } from '../invitations/invitations.service.js';
import { ROW_ERASED } from './erased-row.js';
import { ImportsQueries, type StoredImport } from './imports.queries.js';
import { judgeRows, outcomeFor, type JudgedRow, type StaffRow } from './staff-row.rules.js';

/** For rows that were not done when the course was retired. */
const RETIRED = { outcome: 'rejected', reason: 'The course was retired before this row was done.' } as const;
/** Rows that are enrolled in one transaction. */
const CHUNK = 500;
/** A list that was only looked at is applied within this time, or looked at again. */
const PREVIEW_DAYS = 30;
/** Names and addresses of a list are erased after this time; invitations sent from it end on the same day. */
export const KEPT_DAYS = 60;

/** Where a list comes from, and what it asks for. */
export interface ListOrigin {
  fileName: string;
  sha256: string;
  givenBy: string;
  dueOn: CivilDate | null;
  notes: readonly string[];
}

/** Writes lists of staff: keeps them with what would become of each row, then does it, a chunk at a time. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly database: Database,
    private readonly queries: ImportsQueries,
    private readonly courses: CoursesService,
    private readonly retirements: RetirementsService,
    private readonly enrolling: EnrollingService,
    private readonly invitations: InvitationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What would become of each row, by what is known now. */
  async judge(courseId: string, rows: readonly StaffRow[]): Promise<JudgedRow[]> {
    const emails = rows.map(({ email }) => email);
    const codes = rows.map(({ organisationCode }) => organisationCode);
    return judgeRows(rows, await this.queries.knownOf(courseId, emails, codes));
  }

  /** Keeps a list with the judgement on its rows. Nobody is enrolled yet. Answers its id. */
  async keep(course: CourseVersion, judged: readonly JudgedRow[], from: ListOrigin): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into enrolment_import
           (id, course_id, file_name, sha256, given_by, due_on, notes, created_at, created_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          course.courseId,
          from.fileName,
          from.sha256,
          from.givenBy,
          from.dueOn,
          JSON.stringify(from.notes),
          this.clock.now(),
          actingPersonId(),
        ],
      );
      await this.database.query(
        `insert into enrolment_import_row (import_id, line, email, name, organisation_id, profession, outcome, reason)
         select $1, line, email, name, "organisationId", profession, outcome, reason
           from jsonb_to_recordset($2) as row(line int, email text, name text, "organisationId" uuid, profession text,
             outcome text, reason text)`,
        [id, JSON.stringify(judged)],
      );
      await this.audit.record({
        action: 'enrolment_imports.kept',
        subjectKind: 'enrolment_import',
        subjectId: id,
        details: { course: course.slug, rows: judged.length },
      });
      return id;
    });
  }

  /** Marks the list as to be applied, by who acts now. Answers false when it was before. */
  async start(id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const one = await this.hold(id);
      if (one.startedAt !== null) return false;
      if (addDays(londonDate(one.createdAt), PREVIEW_DAYS) < this.clock.today())
        throw new ConflictException(
          `The list was uploaded more than ${String(PREVIEW_DAYS)} days ago. Upload it again.`,
        );
      if (one.dueOn !== null && one.dueOn < this.clock.today())
        throw new ConflictException(
          `Everyone on it would be late: the list says to finish by ${dateInWords(one.dueOn)}. Upload it again with another date.`,
        );
      await this.retirements.openCourse(one.courseSlug);
      await this.database.query('update enrolment_import set started_at = $2, started_by_id = $3 where id = $1', [
        id,
        this.clock.now(),
        actingPersonId(),
      ]);
      return true;
    });
  }

  /**
   * Does the next rows of a list that was started, in one transaction: all of them or none. Each is judged once more, by
   * what is known now. Answers whether there is more to do. Two who call it at once come one after the other.
   */
  async applyChunk(id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const one = await this.hold(id);
      if (one.startedAt === null || one.finishedAt !== null) return false;
      const rows = await this.database.query<{ line: number; email: string | null; organisationId: string | null }>(
        `select line, email, organisation_id as "organisationId" from enrolment_import_row
          where import_id = $1 and done_at is null and outcome <> 'rejected' order by line limit ${String(CHUNK)}`,
        [id],
      );
      if (rows.length === 0) {
        await this.finish(id);
        return false;
      }
      const course = await this.courses.newest(one.courseSlug);
      // A row whose address was erased meanwhile is passed over: its person has refused.
      const left = rows.flatMap(({ email, ...row }) => (email === null ? [] : [{ ...row, email }]));
      const known = await this.queries.knownOf(
        course.courseId,
        left.map(({ email }) => email),
        [],
      );
      const retired = await this.retirements.standing(course.courseId);
      const judged = left.map((row) => ({ ...row, ...(retired ? RETIRED : outcomeFor(row.email, known)) }));
      const grounds = { origin: 'file' as const, reason: `On a list of ${one.givenBy}`, dueOn: one.dueOn };
      const newcomers = judged.filter(({ outcome }) => outcome === 'new');
      await this.enrolling.enrolAll(
        course,
        newcomers.flatMap(({ email }) => known.accounts.get(email)?.id ?? []),
        grounds,
      );
      await this.invitations.inviteAll(
        course,
        judged.filter(({ outcome }) => outcome === 'invited'),
        one,
      );
      const erased = rows
        .filter(({ email }) => email === null)
        .map(({ line }) => ({ line, outcome: 'rejected', reason: 'The person has refused the invitation.' }));
      await this.database.query(
        `update enrolment_import_row r set outcome = done.outcome, reason = done.reason, done_at = $3
           from jsonb_to_recordset($2) as done(line int, outcome text, reason text)
          where r.import_id = $1 and r.line = done.line`,
        [id, JSON.stringify([...judged, ...erased]), this.clock.now()],
      );
      return true;
    });
  }

  /** Erases the names and addresses of lists that are old enough, and the reasons, which quote them. */
  async eraseOld(): Promise<void> {
    await this.database.query(
      `update enrolment_import_row r set ${ROW_ERASED}
         from enrolment_import i where i.id = r.import_id and (r.email is not null or r.reason is not null)
          and (i.created_at at time zone 'Europe/London')::date < $1`,
      [addDays(this.clock.today(), -KEPT_DAYS)],
    );
  }

  private async finish(id: string): Promise<void> {
    await this.database.query('update enrolment_import set finished_at = $2 where id = $1', [id, this.clock.now()]);
    const { outcomes } = await this.queries.counts(id);
    await this.audit.record({
      action: 'enrolment_imports.applied',
      subjectKind: 'enrolment_import',
      subjectId: id,
      details: outcomes,
    });
  }

  private async hold(id: string): Promise<StoredImport> {
    await this.database.query('select id from enrolment_import where id = $1 for update', [id]);
    const one = await this.queries.one(id);
    if (!one) throw new Error(`There is no list ${id}`);
    return one;
  }
}
