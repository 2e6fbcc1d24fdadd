import { z } from 'zod';
import { topics } from '../notifications.types.js';

/** A box that is not ticked is not sent; what is no choice of ours is left out. */
export const choicesForm = z.object({
  topics: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => topics.filter((topic) => [given].flat().includes(topic))),
});
