import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import type { FieldError } from '../../../platform/http/form.js';
import { Seals } from '../../../platform/http/seals.js';
import { endsAs, kindNames, kindOfMedia } from '../file-kind.js';
import { FileShelf, type ShelvedFile } from '../file-shelf.js';

const PURPOSE = 'documents.kept-file';
export const MOST_BYTES = 25 * 1_048_576;

const keptFile = z.object({
  personId: z.uuid(),
  file: z.object({ sha256: z.string(), name: z.string(), mediaType: z.string(), size: z.number() }),
});

/** The file that a form came with, or why there is none. */
export type SentFile = { ok: true; file: ShelvedFile; renamed: string | null } | { ok: false; error: FieldError };

/**
 * The file of a form. Where something else in the form has to be put right, the file is kept meanwhile, and the form carries
 * a seal that stands for it: nobody chooses a file twice.
 */
@Injectable()
export class KeptFiles {
  constructor(
    private readonly shelf: FileShelf,
    private readonly seals: Seals,
  ) {}

  async from(req: Request, personId: string): Promise<SentFile> {
    if (req.uploadTooLarge) return refused('The file is larger than 25 MB. Choose a smaller one, or save it as PDF');
    const sent = req.file;
    // A browser sends an empty part when no file was chosen.
    if (sent !== undefined && (sent.originalname !== '' || sent.size > 0)) {
      const { originalname: name } = sent;
      const shelved = await this.shelf.shelve(name, sent.buffer);
      if (!shelved.ok) return refused(shelved.problem);
      const kind = kindOfMedia(shelved.file.mediaType);
      return {
        ...shelved,
        renamed: endsAs(name, kind) ? null : `It is a ${kindNames[kind]}, although its name ends otherwise`,
      };
    }
    const kept = keptFile.safeParse(this.seals.open(PURPOSE, (req.body as { kept?: unknown }).kept));
    if (kept.success && kept.data.personId === personId) return { ok: true, file: kept.data.file, renamed: null };
    return refused('Choose the file of the document');
  }

  /** What the form carries of a file that is kept. */
  seal(file: ShelvedFile, personId: string): string {
    return this.seals.seal(PURPOSE, { personId, file });
  }
}

function refused(message: string): SentFile {
  return { ok: false, error: { field: 'file', message } };
}
