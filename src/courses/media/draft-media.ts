import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { DraftFiles } from '../authoring/draft-files.js';
import { type DraftFile, DraftsQueries } from '../authoring/drafts.queries.js';
import type { CourseMedium } from '../courses.types.js';
import { MEDIA_FILE, mediaIn, withMedium, withoutMedium } from '../format/media-file.js';
import { CourseMedia, MOST_MEDIA_BYTES } from './course-media.js';
import { madeFit } from './medium-content.js';
import { usesIn } from './media-uses.js';

const UNREADABLE = 'media.yaml of this draft cannot be read. Put it right as text first.';

export type Added = { medium: CourseMedium; known: boolean } | { problem: string };

/** The media of a draft: added, put in place of one another, and taken out. */
@Injectable()
export class DraftMedia {
  constructor(
    private readonly database: Database,
    private readonly queries: DraftsQueries,
    private readonly files: DraftFiles,
    private readonly media: CourseMedia,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a file to an open draft, under its own name or one that is free; in place of the medium that is to be `replaced`,
   * under its name, when it is of the same format. Answers what is wrong with a file that is not taken.
   */
  async add(
    draftId: string,
    given: { name: string; bytes: Buffer; replaced: string },
    personId: string,
  ): Promise<Added> {
    const found = await madeFit(given.bytes, given.name);
    if (!found.ok) return found;
    return this.database.transaction(async () => {
      const file = await this.list(draftId, personId);
      const listed = mediaIn([file]);
      if (given.replaced !== '' && endingOf(given.replaced) !== endingOf(found.name))
        return {
          problem: `“${given.replaced}” ends in ${endingOf(given.replaced)}, and the file that you chose becomes ${endingOf(found.name)}. Add it as one of its own`,
        };
      if (given.replaced !== '' && !listed.has(given.replaced))
        return { problem: `“${given.replaced}” was taken out meanwhile. Add the file as one of its own` };
      const name = given.replaced === '' ? freeName(listed, found.name) : given.replaced;
      const medium = await this.media.keep(name, found.content);
      const same = [...listed.values()].find(({ sha256 }) => sha256 === medium.sha256);
      if (same && given.replaced === '') return { medium: same, known: true };
      const others = [...listed.values()].filter((one) => one.file !== name);
      if (others.reduce((sum, { bytes }) => sum + bytes, medium.bytes) > MOST_MEDIA_BYTES)
        return {
          problem: `The media of a course have ${String(MOST_MEDIA_BYTES / 1_048_576)} MB together at most. Take out some that no lesson uses, or make this one smaller`,
        };
      await this.write(file, personId, (text) => withMedium(text, medium));
      await this.record('course_drafts.medium_added', draftId, { file: name, sha256: medium.sha256 });
      return { medium, known: false };
    });
  }

  /** Takes a medium out; answers false, and changes nothing, while a lesson uses it. Earlier states of the draft keep it. */
  async remove(draftId: string, name: string, personId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const file = await this.list(draftId, personId);
      if (!mediaIn([file]).has(name)) throw new NotFoundException('There is no such file in this draft.');
      if (usesIn(await this.queries.files(draftId))(name).length > 0) return false;
      await this.write(file, personId, (text) => withoutMedium(text, name));
      await this.record('course_drafts.medium_removed', draftId, { file: name });
      return true;
    });
  }

  /** media.yaml of the draft, made when there is none; nobody else changes it until the transaction ends. */
  private async list(draftId: string, personId: string): Promise<DraftFile> {
    await this.database.query('select id from course_draft where id = $1 for update', [draftId]);
    const found = (await this.queries.files(draftId)).find(({ name }) => name === MEDIA_FILE);
    if (found) return found;
    const [id = ''] = await this.files.add(draftId, new Map([[MEDIA_FILE, '[]\n']]), 'began', personId);
    return this.files.known(id);
  }

  private async write(file: DraftFile, personId: string, change: (text: string) => string | undefined): Promise<void> {
    const { written } = await this.files.edit(file.id, 'saved', personId, (now) => change(now.text));
    if (!written) throw new ConflictException(UNREADABLE);
  }

  private record(action: string, draftId: string, details: Record<string, unknown>): Promise<void> {
    return this.audit.record({ action, subjectKind: 'course_draft', subjectId: draftId, details });
  }
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.'));

/** The name itself, or with a number behind it where another file has it. */
function freeName(listed: ReadonlyMap<string, unknown>, name: string): string {
  const ending = endingOf(name);
  const stem = name.slice(0, -ending.length);
  for (let number = 1; ; number += 1) {
    const wish = number === 1 ? name : `${stem}-${String(number)}${ending}`;
    if (!listed.has(wish)) return wish;
  }
}
