import { z } from 'zod';
import { topics, topicsWithConsent } from '../notifications.types.js';

/** A box that is not ticked is not sent; what is no choice of ours is left out. */
export const choicesForm = z.object({
  topics: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) =>
      topics.filter((topic) => [given].flat().includes(topic) && !topicsWithConsent.includes(topic)),
    ),
  /** A box of its own, so that nobody consents with a press that was meant for other mail. */
  news: z
    .enum(['yes'])
    .optional()
    .catch(undefined)
    .transform((ticked) => ticked === 'yes'),
});
