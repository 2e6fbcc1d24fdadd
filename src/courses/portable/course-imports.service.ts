import { Injectable, NotFoundException } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { DraftsService } from '../authoring/drafts.service.js';
import { CourseFilesService, type CourseImport } from '../course-files.service.js';
import { CourseMedia } from '../media/course-media.js';
import type { CourseImportReport } from './course-import.types.js';
import type { GivenFiles } from './course-texts.js';

/** An upload that nobody applied is thrown away when somebody uploads another after so many days. */
const KEPT_DAYS = 7;

export interface StoredImport {
  id: string;
  fileName: string;
  files: Record<string, string> | null;
  report: CourseImportReport;
  appliedAt: Date | null;
}

/** `outdated`: it would change something else now than was shown. `draft open`: the course has a draft already. */
export type ImportApplied = { draftId: string } | 'applied before' | 'outdated' | 'draft open';

/** Uploaded courses between the preview and the press that makes a draft of them. Nobody publishes without reviews. */
@Injectable()
export class CourseImportsService {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseFilesService,
    private readonly drafts: DraftsService,
    private readonly media: CourseMedia,
    private readonly clock: Clock,
  ) {}

  /** Keeps an upload with what it would change, and answers its id; or what has to be put right, and keeps nothing. */
  async keep(
    given: GivenFiles,
    fileName: string,
    personId: string,
  ): Promise<{ id: string } | Extract<CourseImport, { problems: unknown }>> {
    const answer = await this.courses.import(given, { apply: false });
    if ('problems' in answer) return answer;
    const id = newId();
    await this.database.transaction(async () => {
      await this.media.keepAll(given.media);
      await this.database.query(
        `delete from course_import where applied_at is null and uploaded_at < $1::timestamptz - make_interval(days => $2)`,
        [this.clock.now(), KEPT_DAYS],
      );
      await this.database.query(
        `insert into course_import (id, file_name, files, report, uploaded_at, uploaded_by_id) values ($1, $2, $3, $4, $5, $6)`,
        [
          id,
          fileName,
          JSON.stringify(Object.fromEntries(given.files)),
          JSON.stringify(answer.report),
          this.clock.now(),
          personId,
        ],
      );
    });
    return { id };
  }

  /** Throws NotFoundException when there is none. */
  async known(id: string): Promise<StoredImport> {
    const [row] = isId(id) ? await this.database.query<StoredImport>(`${SELECT} where id = $1`, [id]) : [];
    if (!row)
      throw new NotFoundException('There is no such import. It may have waited too long: upload the file again.');
    return row;
  }

  /**
   * Begins a draft of the course with an upload, once. Shows from then on what would change now, when the course has got
   * another version since it was looked at. Throws NotFoundException when there is no such import.
   */
  async apply(id: string, personId: string): Promise<ImportApplied> {
    await this.known(id);
    return this.database.transaction(async () => {
      const [row] = await this.database.query<StoredImport>(`${SELECT} where id = $1 for update`, [id]);
      if (!row?.files) return 'applied before';
      const given = {
        files: new Map(Object.entries(row.files)),
        leftOut: row.report.leftOut,
        problems: [],
        media: new Map(),
      };
      await this.database.lock(`course ${row.report.slug}`);
      const now = await this.courses.import(given, { apply: false });
      if ('problems' in now || now.report.comparedWith !== row.report.comparedWith) {
        if ('report' in now)
          await this.database.query('update course_import set report = $2 where id = $1', [
            id,
            JSON.stringify(now.report),
          ]);
        return 'outdated';
      }
      const draftId = await this.drafts.startWith(row.report, given.files, personId);
      if (draftId === undefined) return 'draft open';
      await this.database.query('update course_import set files = null, applied_at = $2 where id = $1', [
        id,
        this.clock.now(),
      ]);
      return { draftId };
    });
  }
}

const SELECT = `select id, file_name as "fileName", files, report, applied_at as "appliedAt" from course_import`;
