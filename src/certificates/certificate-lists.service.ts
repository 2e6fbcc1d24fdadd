import { Injectable } from '@nestjs/common';
import { CoursesService } from '../courses/courses.service.js';
import type { CourseVersion } from '../courses/courses.types.js';
import { cpdHours } from '../learning/cpd-hours.rules.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { actingPersonId } from '../platform/request-context.js';
import type { RejectedLine } from './certificates.types.js';

import { readListFile } from './lists/list-file.js';
import { ListIssuing } from './lists/list-issuing.js';
import { type Attended, readLine } from './lists/list-line.rules.js';

export const ISSUE_LIST_JOB = 'certificates.issue-list';

export interface ListReport {
  new: number;
  alreadyIssued: number;
  rejected: RejectedLine[];
}

interface ListRow extends Omit<Attended, 'email'> {
  line: number;
  personId: string;
}

/** A file, read and compared with the register; nothing is written yet. */
export interface ComparedList {
  version: CourseVersion;
  report: ListReport;
  /** Columns of the file that were not read. */
  ignored: string[];
  /** What else whoever reads it should know of how it was read. */
  notes: string[];
  /** Whether the certificates would be samples. */
  sample: boolean;
  /** Who is to have a certificate. */
  rows: ListRow[];
}

const NO_ACCOUNT =
  'Nobody has an account with this mail address, or they have not confirmed it: they register, or an administrator invites them, first';
const DEACTIVATED = 'The account with this mail address is deactivated: an administrator lets it be used again first';

/** Certificates by hand for those on a list: seen first, then applied. */
@Injectable()
export class CertificateListsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CoursesService,
    private readonly issuing: ListIssuing,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * What a CSV or XLSX file would lead to, line by line. Throws UnreadableFileError for a file that is no list, and
   * NotFoundException when there is no such course. Two questions, however long the list.
   */
  async compare(bytes: Buffer, courseSlug: string): Promise<ComparedList> {
    const version = await this.courses.newest(courseSlug);
    const { rows, ignored, notes } = await readListFile(bytes);
    const sample = !(await this.courses.isReviewed(version.id));
    const defaults = { today: this.clock.today(), hours: cpdHours(version.minutes) };
    const lines = rows.map(({ line, cells }) => ({ line, ...readLine(cells, defaults) }));
    const people = await this.people(lines.flatMap((one) => (one.ok ? [one.attended.email] : [])));
    const ids = [...people.values()].map(({ id }) => id);
    const issued = await this.issued(version.courseId, ids, sample);
    const report: ListReport = { new: 0, alreadyIssued: 0, rejected: [] };
    const first = new Map<string, number>();
    const fresh: ListRow[] = [];
    for (const one of lines) {
      const person = one.ok ? people.get(one.attended.email) : undefined;
      if (!one.ok) report.rejected.push({ line: one.line, reason: one.reason });
      else if (person === undefined) report.rejected.push({ line: one.line, reason: NO_ACCOUNT });
      else if (person.deactivated) report.rejected.push({ line: one.line, reason: DEACTIVATED });
      else {
        const personId = person.id;
        const award = `${personId} ${one.attended.sessionOn}`;
        const before = first.get(award);
        if (before !== undefined) {
          const reason = `The same person and day stand on line ${String(before)}`;
          report.rejected.push({ line: one.line, reason });
          continue;
        }
        first.set(award, one.line);
        if (issued.has(award)) report.alreadyIssued += 1;
        else fresh.push({ line: one.line, personId, ...one.attended });
      }
    }
    report.new = fresh.length;
    return { version, report, ignored, notes, sample, rows: fresh };
  }

  /** Keeps a list that was compared, for somebody to look at before it is applied; answers its id. */
  async keep(
    { version, report, rows }: ComparedList,
    fileName: string,
    sessionId: string | null = null,
  ): Promise<string> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.query(
        `insert into certificate_list (id, course_version_id, file_name, read, already_issued, rejected, made_at, made_by_id,
           live_session_id, mailed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false)`,
        [
          id,
          version.id,
          fileName,
          rows.length + report.alreadyIssued + report.rejected.length,
          report.alreadyIssued,
          JSON.stringify(report.rejected),
          this.clock.now(),
          actingPersonId(),
          sessionId,
        ],
      );
      await this.database.query(
        `insert into certificate_list_row (list_id, line, person_id, session_on, mode, hours, participatory)
         select $1, line, person_id, session_on, mode, hours, participatory
           from jsonb_to_recordset($2) as attended(line int, person_id uuid, session_on date, mode text,
             hours double precision, participatory double precision)`,
        [id, JSON.stringify(rows.map((row) => ({ ...row, person_id: row.personId, session_on: row.sessionOn })))],
      );
      await this.audit.record({
        action: 'certificate-lists.kept',
        subjectKind: 'certificate_list',
        subjectId: id,
        details: { courseVersionId: version.id, rows: rows.length },
      });
    });
    return id;
  }

  /** Lets a job issue the certificates of the list, mailed or not. False: it was applied before, which stands. */
  async apply(id: string, options: { mailed: boolean }): Promise<boolean> {
    return this.database.transaction(async () => {
      const applied = await this.database.query(
        `update certificate_list set applied_at = $2, applied_by_id = $4, mailed = $3
          where id = $1 and applied_at is null returning id`,
        [id, this.clock.now(), options.mailed, actingPersonId()],
      );
      if (applied.length === 0) return false;
      await this.audit.record({
        action: 'certificate-lists.applied',
        subjectKind: 'certificate_list',
        subjectId: id,
        details: options,
      });
      await this.jobs.add(ISSUE_LIST_JOB, { listId: id });
      return true;
    });
  }

  /** Issues here and now, for a caller who waits for it; a job that does the same at once gets nothing twice. */
  issueNow(id: string): Promise<void> {
    return this.issuing.issueAll(id);
  }

  /** By address. An account whose address was never confirmed is nobody's yet: anybody may have typed the name in it. */
  private async people(emails: string[]): Promise<Map<string, { id: string; deactivated: boolean }>> {
    const rows = await this.database.query<{ id: string; email: string; deactivated: boolean }>(
      `select id, email, deactivated_at is not null as deactivated from person
        where email = any($1) and confirmed_at is not null`,
      [[...new Set(emails)]],
    );
    return new Map(rows.map((row) => [row.email, row]));
  }

  /** Person and day of those who have theirs. A sample is no reason not to issue the real one. */
  private async issued(courseId: string, personIds: string[], sample: boolean): Promise<Set<string>> {
    const rows = await this.database.query<{ personId: string; sessionOn: string }>(
      `select distinct person_id as "personId", session_on as "sessionOn" from certificate
        where course_id = $1 and person_id = any($2) and session_on is not null and (not sample or $3)`,
      [courseId, personIds, sample],
    );
    return new Set(rows.map(({ personId, sessionOn }) => `${personId} ${sessionOn}`));
  }
}
