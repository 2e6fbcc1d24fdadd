import { z } from 'zod';
import { offerSections } from '../partnerships.types.js';

const MOST_WORDS = 20_000;

/** What a person writes into an offer: its title, and each section's heading and words. */
export const offerForm = z
  .looseObject({
    title: z.string().trim().min(1, 'Give the offer a title').max(200, 'Keep the title under 200 characters'),
    base: z.coerce.number().int().min(1),
    ...Object.fromEntries(
      offerSections.flatMap((key) => [
        [
          `heading_${key}`,
          z
            .string()
            .trim()
            .min(1, 'Give the section a heading')
            .max(120, 'Keep the heading under 120 characters')
            .optional(),
        ],
        [
          `markdown_${key}`,
          z
            .string()
            .max(MOST_WORDS, `Keep a section under ${MOST_WORDS.toLocaleString('en-GB')} characters`)
            .optional(),
        ],
      ]),
    ),
  })
  .transform((values) => ({
    title: values.title,
    base: values.base,
    sections: Object.fromEntries(
      offerSections.flatMap((key) => {
        const heading = values[`heading_${key}`];
        const markdown = values[`markdown_${key}`];
        if (typeof heading !== 'string' || typeof markdown !== 'string') return [];
        return [[key, { heading, markdown: markdown.replaceAll('\r\n', '\n').trim() }]];
      }),
    ),
  }));

export const listQuery = z.object({ before: z.uuid().nullable().catch(null).default(null) });

export const newOfferQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  place: z.string().max(60).catch('').default(''),
});
