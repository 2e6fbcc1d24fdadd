import { Injectable, NotFoundException } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId, newId } from '../../platform/database/new-id.js';
import { settingsOf } from './course-settings.form.js';
import { type DraftFile, DraftsQueries } from './drafts.queries.js';

/** How a revision came about. `kept`: the editor kept it by itself while somebody typed. */
export type SavedHow = 'began' | 'saved' | 'kept' | 'moved' | 'copied' | 'removed' | 'restored';

/** The files of drafts. Whatever is saved is a revision of its own, and none is ever overwritten. */
@Injectable()
export class DraftFiles {
  constructor(
    private readonly database: Database,
    private readonly queries: DraftsQueries,
    private readonly clock: Clock,
  ) {}

  /** Writes files into a draft. Call it inside a transaction; answers their ids. */
  async add(draftId: string, files: ReadonlyMap<string, string>, how: SavedHow, personId: string): Promise<string[]> {
    const rows = [...files].map(([name, text]) => ({ id: newId(), revision: newId(), name, text }));
    await this.database.query(
      `insert into course_draft_file (id, draft_id, name, current_number)
       select f.id, $2, f.name, 1 from jsonb_to_recordset($1) as f(id uuid, name text)`,
      [JSON.stringify(rows), draftId],
    );
    await this.database.query(
      `insert into course_draft_revision (id, file_id, number, text, how, saved_at, saved_by_id)
       select f.revision, f.id, 1, f.text, $2, $3, $4 from jsonb_to_recordset($1) as f(id uuid, revision uuid, text text)`,
      [JSON.stringify(rows), how, this.clock.now(), personId],
    );
    return rows.map(({ id }) => id);
  }

  /** Throws NotFoundException when there is no such file, or its draft is closed. */
  async known(fileId: string): Promise<DraftFile> {
    const file = isId(fileId) ? await this.queries.file(fileId) : undefined;
    if (!file) throw new NotFoundException('There is no such page of a draft. It may have been published meanwhile.');
    return file;
  }

  /**
   * Saves the file as its next revision: as `make` makes it of the words that hold now. Where `make` answers undefined
   * nothing is written. Answers the file as it stands then, and whether it was written.
   */
  async edit(
    fileId: string,
    how: SavedHow,
    personId: string,
    make: (file: DraftFile) => string | undefined,
  ): Promise<{ file: DraftFile; written: boolean }> {
    return this.database.transaction(async () => {
      // The draft first, as whoever publishes it does: so neither waits for the other for ever.
      await this.database.query(
        'select id from course_draft where id = (select draft_id from course_draft_file where id = $1) for update',
        [isId(fileId) ? fileId : null],
      );
      const file = await this.known(fileId);
      const text = make(file);
      if (text === undefined) return { file, written: false };
      if (text === file.text) return { file, written: true };
      const number = file.number + 1;
      await this.database.query(
        `insert into course_draft_revision (id, file_id, number, text, how, saved_at, saved_by_id) values ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), fileId, number, text, how, this.clock.now(), personId],
      );
      await this.database.query('update course_draft_file set current_number = $2 where id = $1', [fileId, number]);
      if (file.name === 'course.md') await this.retitle(file.draftId, text);
      return { file: await this.known(fileId), written: true };
    });
  }

  /**
   * Puts an earlier revision back, as the next one, unless somebody saved after the revision that was `seen`. Answers as
   * `edit`. Throws NotFoundException when there is no such revision.
   */
  async restore(fileId: string, number: number, seen: number, personId: string) {
    const revision = await this.queries.revision((await this.known(fileId)).id, number);
    if (!revision) throw new NotFoundException('There is no such earlier version.');
    return this.edit(fileId, 'restored', personId, (now) => (now.number === seen ? revision.text : undefined));
  }

  /** A draft goes by the title of its course. */
  private async retitle(draftId: string, courseFile: string): Promise<void> {
    const { title } = settingsOf(courseFile);
    if (title) await this.database.query('update course_draft set title = $2 where id = $1', [draftId, title]);
  }

  /** Notes that the person has the file open, and answers who else has. */
  async present(fileId: string, personId: string): Promise<string[]> {
    const { id } = await this.known(fileId);
    await this.database.query(
      `insert into course_draft_presence (file_id, person_id, seen_at) values ($1, $2, $3)
       on conflict (file_id, person_id) do update set seen_at = excluded.seen_at`,
      [id, personId, this.clock.now()],
    );
    return this.queries.othersPresent(id, personId, this.clock.now());
  }
}
