import { z } from 'zod';
import { courseLengths } from '../../courses/course-lengths.rules.js';
import { questionTopics } from '../../policies/policies.types.js';

/** What was asked of the catalogue, as it stands in the address; '' is not asked, and what cannot be understood is left out. */
export const catalogueQuery = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  length: z
    .enum(['', ...courseLengths])
    .catch('')
    .default(''),
  topic: z
    .enum(['', ...questionTopics])
    .catch('')
    .default(''),
  reviewed: z.enum(['', 'yes']).catch('').default(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});

export type CatalogueQuery = z.output<typeof catalogueQuery>;
