import { z } from 'zod';

export const factQueues = ['mine', 'unverified', 'disagreed', 'stale'] as const;

/** What was asked of the queues; what cannot be understood is left out. */
export const queueQuery = z.object({
  queue: z.enum(factQueues).catch('unverified').default('unverified'),
  organisation: z
    .string()
    .transform((text) => text.trim().slice(0, 100))
    .catch('')
    .default(''),
  question: z
    .string()
    .regex(/^[a-z_]{0,60}$/)
    .catch('')
    .default(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});

export type QueueAsked = z.output<typeof queueQuery>;
