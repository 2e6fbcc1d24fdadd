import { NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import type { SeenPiece } from './lesson-edits.js';

const seenForm = z.object({ base: z.coerce.number().int().min(1), piece: z.string().max(100).optional() });
const moveForm = z.object({ by: z.enum(['up', 'down']).catch('down') });

/** Which piece a form is about, as whoever sent it saw it: in the revision `base`, under the name that it bore there. */
export function seenIn(piece: string, body: unknown): SeenPiece {
  const seen = seenForm.safeParse(body ?? {});
  if (!seen.success)
    throw new NotFoundException('The form did not say which version it was about. Open the page afresh.');
  return { id: seen.data.piece ?? piece, number: seen.data.base };
}

/** Where somebody moves something to. */
export const movedIn = (body: unknown): 'up' | 'down' => moveForm.parse(body ?? {}).by;
