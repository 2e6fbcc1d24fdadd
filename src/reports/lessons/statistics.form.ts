import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';

/** Whom statistics are of, and how they are sorted; what cannot be understood is left out. */
export const statisticsQuery = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{0,60}$/)
    .catch('')
    .default(''),
  nation: z
    .enum(['', ...nations])
    .catch('')
    .default(''),
  sort: z
    .string()
    .regex(/^[a-z]{0,20}$/)
    .catch('')
    .default(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type StatisticsQuery = z.output<typeof statisticsQuery>;
