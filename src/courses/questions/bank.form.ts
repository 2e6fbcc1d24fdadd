import { z } from 'zod';

export const bankQuery = z.object({
  q: z.string().trim().max(200).catch('').default(''),
  tag: z.string().trim().max(60).catch('').default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

export type BankQuery = z.output<typeof bankQuery>;

const several = z
  .union([z.string(), z.array(z.string())])
  .transform((values) => [values].flat())
  .default([]);

export const labelsForm = z.object({
  tags: z
    .string()
    .max(1000, 'Keep the tags under 1,000 characters')
    .default('')
    .transform((text) => text.split(',')),
  outcomes: several,
});

export const giftForm = z.object({
  tag: z
    .string()
    .trim()
    .min(1, 'Give the tag under which the questions are to be found')
    .max(60, 'Keep the tag under 60 characters'),
  gift: z.string().refine((text) => text.trim() !== '', 'Paste the questions'),
  step: z.enum(['look', 'apply']).catch('look').default('look'),
});
