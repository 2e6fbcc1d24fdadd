import { z } from 'zod';

const note = z.string().trim().max(500, 'Keep the note under 500 characters');
const reason = (message: string) => note.default('').refine((text) => text !== '', message);

export const verificationForm = z.object({
  seen: z.literal('yes', 'Tick that you have opened the source and compared'),
  note: note.default('').transform((text) => (text === '' ? null : text)),
});

export const withdrawalForm = z.object({
  reason: reason('Say what the source says instead, or that it does not say it'),
});

export const returnForm = z.object({
  returned: reason('Say what is to be looked at again, so that whoever recorded it can'),
});

export const correctionForm = z.object({
  why: reason('Say why: what the first reading got wrong'),
});
