import { z } from 'zod';
import { documentSubjects, standings } from '../../policies.types.js';

/** Whether a copy is held, and what of its text; or that only one person has read what it says of itself. */
export const copyFilters = ['read', 'unread', 'missing', 'one_reader'] as const;

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .enum(['', ...values])
    .catch('')
    .default('');

/** What is asked of the list, as it stands in the address; '' is not asked. What cannot be understood is left out. */
export const documentsQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.trim().slice(0, 200)),
  organisation: z.string().max(200).catch('').default(''),
  subject: oneOf(documentSubjects),
  standing: oneOf(standings),
  copy: oneOf(copyFilters),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type DocumentsQuery = z.output<typeof documentsQuery>;
