import { z } from 'zod';
import { revocationReasons } from '../certificates.types.js';

/** What was asked of the list, as it stands in the address; what cannot be understood is left out. */
export const listQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  before: z.uuid().nullable().catch(null).default(null),
});

const note = z
  .string()
  .trim()
  .max(1000, 'Enter a note of at most 1,000 characters')
  .default('')
  .transform((text) => (text === '' ? null : text));

export const revocationForm = z.object({
  reason: z.enum(revocationReasons, { error: 'Choose why the certificate is revoked' }),
  note,
});

export const reinstatementForm = z.object({ note });
