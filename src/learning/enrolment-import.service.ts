import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConflictException, Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { RetirementsService } from '../courses/retirements.service.js';
import { addDays, type CivilDate, endOfLondonDay } from '../platform/civil-date.rules.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/database/new-id.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { runInContext } from '../platform/request-context.js';
import { UnreadableFileError } from '../platform/tables/unreadable-file.js';
import { dueDateProblem } from './enrolling/enrolment.rules.js';
import { ImportWriter, KEPT_DAYS } from './importing/import-writer.js';
import { ImportsQueries } from './importing/imports.queries.js';
import { MOST_MEGABYTES, readStaffFile, tooLarge } from './importing/staff-file.js';
import { InvitationsService } from './invitations/invitations.service.js';

/** The import cannot go on. The message says why and what to do; nothing was changed. */
export class EnrolmentImportRefused extends Error {}

/** What a list of staff does, or would do. Counts are of rows. */
export interface EnrolmentImportReport {
  new: number;
  alreadyEnrolled: number;
  invited: number;
  rejected: { line: number; reason: string }[];
}

/** Who gave us a list when nobody says: what people on it are told. */
const SOMEBODY = 'Whoever organises training where you work';
const APPLY = 'enrolments.import';
const ERASE = 'enrolments.erase-lists';

/** Enrols people from lists of staff (docs/enrolments.md), from the command line and as jobs. */
@Injectable()
export class EnrolmentImportService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly retirements: RetirementsService,
    private readonly queries: ImportsQueries,
    private readonly writer: ImportWriter,
    private readonly invitations: InvitationsService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ importId: string }>(APPLY, ({ importId }) => this.finish(importId));
    this.jobs.handle<object>(ERASE, () => this.erase());
  }

  /**
   * Compares a file with who is enrolled and, when told to apply it, enrols and invites. Cut off, the job that goes on with
   * it is there already; the same file again changes nothing. Throws EnrolmentImportRefused when it cannot begin.
   */
  async import(
    file: string,
    options: { course: string; apply: boolean; dueOn: CivilDate | null; givenBy: string | null },
  ): Promise<{ report: EnrolmentImportReport; notes: string[] }> {
    const late = options.dueOn === null ? null : dueDateProblem(options.dueOn, this.clock.today());
    if (late !== null) throw new EnrolmentImportRefused(`${late}.`);
    const course = await this.retirements.openCourse(options.course).catch((error: unknown) => {
      if (error instanceof ConflictException) throw new EnrolmentImportRefused(error.message, { cause: error });
      if (error instanceof NotFoundException)
        throw new EnrolmentImportRefused(`There is no course “${options.course}”.`, { cause: error });
      throw error;
    });
    const bytes = await bytesOf(file);
    const read = await readStaffFile(bytes).catch((error: unknown) => {
      throw error instanceof UnreadableFileError ? new EnrolmentImportRefused(error.message, { cause: error }) : error;
    });
    const judged = await this.writer.judge(course.courseId, read.rows);
    if (!options.apply) return { report: reportOf(judged), notes: read.notes };
    const id = await this.database.transaction(async () => {
      const kept = await this.keep(course.slug, { name: path.basename(file), bytes }, read, options);
      await this.start(kept);
      return kept;
    });
    await this.finish(id);
    const rows = await this.queries.rows(id, { outcome: '', after: 0 }, read.rows.length);
    return { report: reportOf(rows), notes: read.notes };
  }

  /** Keeps a list that was read, to be looked at; in time its names and addresses are erased. Answers its id. */
  async keep(
    courseSlug: string,
    file: { name: string; bytes: Buffer },
    read: Awaited<ReturnType<typeof readStaffFile>>,
    options: { dueOn: CivilDate | null; givenBy: string | null },
  ): Promise<string> {
    const course = await this.retirements.openCourse(courseSlug);
    const judged = await this.writer.judge(course.courseId, read.rows);
    return this.database.transaction(async () => {
      const id = await this.writer.keep(course, judged, {
        fileName: file.name.slice(-200),
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        givenBy: options.givenBy ?? SOMEBODY,
        dueOn: options.dueOn,
        notes: read.notes,
      });
      await this.eraseLater();
      return id;
    });
  }

  /** Has a list applied by the worker; pressing twice is once. */
  async start(id: string): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.writer.start(id))) return;
      await this.jobs.add(APPLY, { importId: id }, { key: `${APPLY}.${id}` });
    });
  }

  /** Applies what is left of a list, chunk by chunk, in the name of who started it. */
  private async finish(id: string): Promise<void> {
    const one = await this.queries.one(id);
    const actor = one?.startedById ? { kind: 'person' as const, id: one.startedById } : { kind: 'operator' as const };
    await runInContext({ requestId: newId(), actor }, async () => {
      // Invitations made today expire on another day than the list.
      await this.eraseLater();
      while (await this.writer.applyChunk(id));
    });
  }

  /** One job for each day on which something may be due for erasure. */
  private async eraseLater(): Promise<void> {
    const day = addDays(this.clock.today(), KEPT_DAYS);
    await this.jobs.add(ERASE, {}, { key: `${ERASE}.${day}`, runAt: endOfLondonDay(day) });
  }

  private async erase(): Promise<void> {
    await this.database.transaction(async () => {
      await this.invitations.eraseExpired();
      await this.writer.eraseOld();
    });
  }
}

function reportOf(rows: readonly { line: number; outcome: string; reason: string | null }[]): EnrolmentImportReport {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    new: count('new'),
    alreadyEnrolled: count('already_enrolled'),
    invited: count('invited'),
    rejected: rows
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ line, reason }) => ({ line, reason: reason ?? '' })),
  };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > MOST_MEGABYTES * 1_048_576) throw tooLarge();
    return await readFile(file);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new EnrolmentImportRefused(error.message, { cause: error });
    throw new EnrolmentImportRefused(`The file ${file} cannot be read. Check its name and that it may be read.`, {
      cause: error,
    });
  }
}
