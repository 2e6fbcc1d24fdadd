import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { signedIn } from '../../platform/http/signed-in.js';
import { coursesPaths } from '../paths.js';
import { LessonEdits } from './lesson-edits.js';
import { copied, moved, type PieceChange, removed, type SourcePiece } from './lesson-source.js';
import { movedIn, seenIn } from './seen-piece.form.js';

/** A piece of a file, by the names in its address. */
interface Piece {
  file: string;
  piece: string;
  what: 'block' | 'question';
}

/** What is done alike to blocks of a lesson and to questions of a check; each leads back to the page of the file. */
@Injectable()
export class PieceVerbs {
  constructor(private readonly edits: LessonEdits) {}

  async move(req: Request, res: Response, piece: Piece, body: unknown): Promise<void> {
    const by = movedIn(body);
    await this.change(req, res, piece, body, 'moved', `Moved ${by}.`, (one) => moved(one, by === 'up' ? -1 : 1));
  }

  async copy(req: Request, res: Response, piece: Piece, body: unknown): Promise<void> {
    await this.change(req, res, piece, body, 'copied', 'The copy stands behind it.', copied);
  }

  async remove(req: Request, res: Response, piece: Piece, body: unknown): Promise<void> {
    await this.change(req, res, piece, body, 'removed', `The ${piece.what} is removed.`, removed);
  }

  private async change(
    req: Request,
    res: Response,
    { file: id, piece, what }: Piece,
    body: unknown,
    how: 'moved' | 'copied' | 'removed',
    notice: string,
    make: (piece: SourcePiece) => PieceChange,
  ): Promise<void> {
    const { saved, file } = await this.edits.change(id, seenIn(piece, body), how, signedIn(req).id, make);
    req.notify(
      saved
        ? notice
        : `Nothing was changed: ${file.savedBy} changed this ${what} meanwhile. Here it is as it stands now.`,
    );
    res.redirect(303, coursesPaths.file(id));
  }
}
