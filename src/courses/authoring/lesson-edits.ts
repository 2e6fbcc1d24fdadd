import { Injectable, NotFoundException, UnprocessableEntityException } from '@nestjs/common';
import { Problems } from '../format/problems.js';
import { splitFrontMatter } from '../format/yaml-part.js';
import { DraftFiles, type SavedHow } from './draft-files.js';
import { type DraftFile, DraftsQueries } from './drafts.queries.js';
import { faultOf } from './front-matter.js';
import { joinLesson, type FileSource, type PieceChange, type SourcePiece, splitLesson } from './lesson-source.js';
import { splitQuestions } from './question-pieces.js';

/** Which block somebody changes: as it stood in the revision that they saw. */
export interface SeenPiece {
  id: string;
  number: number;
}

/** What became of a change. `theirs`: the block as somebody else left it meanwhile, or undefined when they took it out. */
export type Edited =
  { saved: true; file: DraftFile } | { saved: false; file: DraftFile; theirs: SourcePiece | undefined };

/** Changes single blocks of a lesson, whoever changes others of it at the same time. */
@Injectable()
export class LessonEdits {
  constructor(
    private readonly files: DraftFiles,
    private readonly queries: DraftsQueries,
  ) {}

  /** A block as it stands. Throws NotFoundException when it is not there (any more). */
  async piece(fileId: string, id: string): Promise<{ file: DraftFile; source: FileSource; piece: SourcePiece }> {
    const file = await this.files.known(fileId);
    const source = sourceOfLesson(file);
    const piece = source.pieces.find((one) => one.id === id);
    if (!piece) throw new NotFoundException('It is not here any more. Somebody may have removed it.');
    return { file, source, piece };
  }

  /** Makes a change of one block that was seen. It is written unless that block itself has changed since. */
  async change(
    fileId: string,
    seen: SeenPiece,
    how: SavedHow,
    personId: string,
    make: (piece: SourcePiece) => PieceChange,
  ): Promise<Edited> {
    const piece = await this.seen(fileId, seen);
    const change = make(piece);
    const { file, written } = await this.edit(fileId, how, personId, change);
    if (written) return { saved: true, file };
    return { saved: false, file, theirs: sourceOfLesson(file).pieces.find(({ id }) => id === piece.id) };
  }

  /** Adds a block behind another; at the end when that is not there. `make` is told which keys are taken. */
  async add(
    fileId: string,
    personId: string,
    make: (pieces: readonly SourcePiece[]) => PieceChange,
  ): Promise<DraftFile> {
    const { file } = await this.edit(fileId, 'saved', personId, (pieces) => make(pieces)(pieces));
    return file;
  }

  private edit(fileId: string, how: SavedHow, personId: string, change: PieceChange) {
    return this.files.edit(fileId, how, personId, (file) => {
      const { frontMatter, pieces } = sourceOfLesson(file);
      const raws = change(pieces);
      return raws && joinLesson(frontMatter, raws);
    });
  }

  /** A block as somebody saw it. Throws NotFoundException when it never was in that revision. */
  async seen(fileId: string, { id, number }: SeenPiece): Promise<SourcePiece> {
    const file = await this.files.known(fileId);
    const revision = await this.queries.revision(file.id, number);
    const piece = revision && piecesOf({ name: file.name, text: revision.text })?.pieces.find((one) => one.id === id);
    if (!piece) throw new NotFoundException('It is not here any more. Open the lesson or the questions afresh.');
    return piece;
  }
}

/** The file; throws when what stands between the --- lines at its top cannot be read, for then a form would empty it. */
export function withReadableSettings(file: DraftFile): DraftFile {
  const split = splitFrontMatter(file.text, file.name, new Problems());
  const fault = split ? faultOf(split.frontMatter) : 'there are no such lines.';
  if (fault === null) return file;
  throw new UnprocessableEntityException(
    `What stands between the --- lines at its top cannot be read: ${fault} Put that right under “Edit as text”.`,
  );
}

/** A file in its pieces; undefined for a lesson without front matter, and for what has no pieces. */
function piecesOf({ name, text }: Pick<DraftFile, 'name' | 'text'>): FileSource | undefined {
  if (name.startsWith('questions/')) return { frontMatter: null, pieces: splitQuestions(text) };
  return name.startsWith('lessons/') ? splitLesson(text) : undefined;
}

/** A lesson, or a file of questions, in its pieces. Throws when its front matter is broken: then it can be put right as text alone. */
export function sourceOfLesson(file: Pick<DraftFile, 'name' | 'text'>): FileSource {
  const source = piecesOf(file);
  if (!source)
    throw new UnprocessableEntityException(
      'This lesson has no settings between --- lines at its top. Put that right under “Edit as text”.',
    );
  return source;
}
