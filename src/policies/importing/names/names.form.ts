import { z } from 'zod';

export const namesQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.trim().slice(0, 200)),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

/** The normalised name, under which a decision is kept. */
export const nameForm = z.object({ name: z.string().min(1).max(1000) });
