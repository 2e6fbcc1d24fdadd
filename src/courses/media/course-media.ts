import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/database/new-id.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { type BytePart, Storage } from '../../platform/storage/storage.js';
import type { CourseMedium, CourseVersion } from '../courses.types.js';
import type { CourseFiles } from '../format/course-folder.js';
import { placeOfMedium } from '../format/course-names.js';
import { MEDIA_FILE, mediaIn } from '../format/media-file.js';
import type { CourseProblem } from '../format/problems.js';
import type { OutgoingMedia } from './outgoing-media.js';
import { examined, type MediumContent } from './medium-content.js';

export const SWEEP_JOB = 'courses.sweep-medium';
/** Longer than an import waits for the press that applies it. */
const SWEEP_AFTER_MS = 8 * 86_400_000;
/** Of one course together. */
export const MOST_MEDIA_BYTES = 100 * 1_048_576;

/** A file as it is served. */
export interface KeptMedium {
  sha256: string;
  mediaType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  contrast: number | null;
}

const COLUMNS = `m.sha256, m.media_type as "mediaType", m.bytes, m.width, m.height, m.contrast`;

/** Files that came with a course, by their names in its media.yaml. */
export type GivenMedia = ReadonlyMap<string, Buffer>;

/**
 * The pictures, recordings and documents of courses: known by their content, kept by their hash. Which of them a course has
 * stands in its media.yaml, among its other files; so versions, drafts and their history pin them.
 */
@Injectable()
export class CourseMedia {
  private readonly storage: Storage;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    storage: Storage,
  ) {
    this.storage = storage.shelf('course-media');
  }

  /** Keeps a file that was found fit, under the name. Call it in the transaction that writes the name into a course. */
  async keep(file: string, { bytes, mediaType, width, height, contrast }: MediumContent): Promise<CourseMedium> {
    const sha256 = hashOf(bytes);
    await this.lock(sha256);
    await this.jobs.add(
      SWEEP_JOB,
      { sha256 },
      { key: `${SWEEP_JOB}:${sha256}`, runAt: new Date(Date.now() + SWEEP_AFTER_MS) },
    );
    await this.storage.put(bytes);
    await this.database.query(
      `insert into course_medium (sha256, media_type, bytes, width, height, contrast, added_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (sha256) do nothing`,
      [sha256, mediaType, bytes.length, width, height, contrast, this.clock.now()],
    );
    return mediumOf(file, { sha256, mediaType, bytes: bytes.length, width, height, contrast });
  }

  /** As `keep`, for all that came with a course and stood the test of `problemsOf`. */
  async keepAll(given: GivenMedia): Promise<void> {
    // In one order, whoever keeps them: so none waits for another for ever.
    const hashed = [...given].map(([file, bytes]) => ({ file, bytes, sha256: hashOf(bytes) }));
    for (const { file, bytes } of hashed.sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1))) {
      const found = await examined(bytes, file);
      if (found.ok) await this.keep(file, found.content);
    }
  }

  /**
   * What is wrong with the media that the files name: whether each came with them or is kept already, is what its name
   * says, and is the one that is meant.
   */
  async problemsOf(files: CourseFiles, given: GivenMedia = new Map()): Promise<CourseProblem[]> {
    const listed = mediaIn([...files].map(([name, text]) => ({ name, text })));
    const lines = (files.get(MEDIA_FILE) ?? '').split('\n');
    const lineOf = (file: string) => lines.findIndex((line) => line.includes(`file: ${file}`)) + 1 || 1;
    const kept = await this.byHash([...listed.values()].map(({ sha256 }) => sha256));
    const problems: CourseProblem[] = [];
    const tell = (file: string, message: string) => {
      problems.push({ file: MEDIA_FILE, line: lineOf(file), message });
    };
    for (const medium of listed.values()) {
      const bytes = given.get(medium.file);
      const found = bytes ? await this.read(medium.file, bytes) : { ok: true as const, kept: kept.get(medium.sha256) };
      if (!found.ok) tell(medium.file, `${found.problem}.`);
      else if (!found.kept) tell(medium.file, `The file ${placeOfMedium(medium.file)} is missing. Put it there.`);
      else if (!isSame(medium, mediumOf(medium.file, found.kept)))
        tell(medium.file, `The file is another one. Let its entry be ${entryOf(mediumOf(medium.file, found.kept))}`);
    }
    for (const [file, bytes] of given) {
      if (listed.has(file)) continue;
      const found = await this.read(file, bytes);
      tell(
        file,
        found.ok
          ? `${placeOfMedium(file)} stands not in media.yaml. Add ${entryOf(mediumOf(file, found.kept))}`
          : `${found.problem}.`,
      );
    }
    const together = [...listed.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    if (together > MOST_MEDIA_BYTES)
      problems.push({
        file: MEDIA_FILE,
        line: 1,
        message: `The media of the course have more than ${String(MOST_MEDIA_BYTES / 1_048_576)} MB together. Make videos smaller, or divide the course.`,
      });
    return problems;
  }

  private async read(file: string, bytes: Buffer) {
    const found = await examined(bytes, file);
    if (!found.ok) return found;
    const { bytes: content, ...rest } = found.content;
    return { ok: true as const, kept: { sha256: hashOf(content), bytes: content.length, ...rest } };
  }

  /** What is kept of these, by their hash. */
  async byHash(hashes: readonly string[]): Promise<Map<string, KeptMedium>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.database.query<KeptMedium>(
      `select ${COLUMNS} from course_medium m where m.sha256 = any($1)`,
      [hashes],
    );
    return new Map(rows.map((row) => [row.sha256, row]));
  }

  /** A medium of a published version; undefined where it has none of the name. */
  async ofVersion(versionId: string, file: string): Promise<KeptMedium | undefined> {
    if (!isId(versionId)) return undefined;
    const [row] = await this.database.query<KeptMedium>(
      `select ${COLUMNS} from course_version v cross join lateral jsonb_array_elements(v.content->'media') as named
         join course_medium m on m.sha256 = named->>'sha256'
        where v.id = $1 and named->>'file' = $2`,
      [versionId, file],
    );
    return row;
  }

  /** A medium of an open draft as it stands; undefined where it has none of the name. */
  async ofDraft(draftId: string, file: string): Promise<KeptMedium | undefined> {
    const rows = await this.database.query<{ name: string; text: string }>(
      `select f.name, r.text from course_draft_file f join course_draft d on d.id = f.draft_id
         join course_draft_revision r on r.file_id = f.id and r.number = f.current_number
        where f.draft_id = $1 and f.name = $2 and f.removed_at is null and d.state in ('draft', 'in_review')`,
      [isId(draftId) ? draftId : null, MEDIA_FILE],
    );
    const medium = mediaIn(rows).get(file);
    return medium && (await this.byHash([medium.sha256])).get(medium.sha256);
  }

  /** The bytes, or a part of them. Throws NotStored when the storage has lost them. */
  open(sha256: string, part?: BytePart): Promise<Readable> {
    return this.storage.open(sha256, part);
  }

  /** What opens the media of a published version, for a zip or a folder. */
  going({ media = [] }: Pick<CourseVersion, 'media'>): OutgoingMedia {
    return media.map(({ file, sha256 }) => ({ file, open: () => this.open(sha256) }));
  }

  /** Removes what no version, no draft, none of its earlier states and no waiting import names. Repeatable. */
  async sweep(sha256: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.lock(sha256);
      const [found] = await this.database.query<{ needed: boolean; waits: boolean }>(
        `select exists (select from course_version where content->'media' @> jsonb_build_array(jsonb_build_object('sha256', $1::text)))
             or exists (select from course_draft_file f join course_draft_revision r on r.file_id = f.id
                         where f.name = $2 and strpos(r.text, $1) > 0) as needed,
           exists (select from course_import where applied_at is null and strpos(files->>'media.yaml', $1) > 0) as waits`,
        [sha256, MEDIA_FILE],
      );
      if (found?.needed) return;
      if (found?.waits) {
        const runAt = new Date(Date.now() + SWEEP_AFTER_MS);
        await this.jobs.add(SWEEP_JOB, { sha256 }, { key: `${SWEEP_JOB}:${sha256}`, runAt });
        return;
      }
      await this.database.query('delete from course_medium where sha256 = $1', [sha256]);
      await this.storage.remove(sha256);
    });
  }

  private lock(sha256: string): Promise<void> {
    return this.database.lock(`course medium ${sha256}`);
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function mediumOf(file: string, { sha256, bytes, width, height }: KeptMedium): CourseMedium {
  return { file, sha256, bytes, ...(width !== null && { width }), ...(height !== null && { height }) };
}

const isSame = (one: CourseMedium, other: CourseMedium): boolean => entryOf(one) === entryOf(other);

/** As one writes it by hand. */
function entryOf({ file, sha256, bytes, width, height }: CourseMedium): string {
  const size =
    width === undefined || height === undefined ? [] : [`width: ${String(width)}`, `height: ${String(height)}`];
  return `- { ${[`file: ${file}`, `sha256: ${sha256}`, `bytes: ${String(bytes)}`, ...size].join(', ')} }`;
}
