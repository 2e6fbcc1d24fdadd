import { z } from 'zod';

const note = z.string().trim().max(500, 'Keep the note under 500 characters');

export const verificationForm = z.object({
  seen: z.literal('yes', 'Tick that you have opened the source and compared'),
  note: note.default('').transform((text) => (text === '' ? null : text)),
});

export const withdrawalForm = z.object({
  reason: note.min(1, 'Say what the source says instead, or that it does not say it'),
});

/** Where the list goes on; what is no id begins at its start. */
export const waitingQuery = z.object({ after: z.uuid().nullable().catch(null).default(null) });
