import { z } from 'zod';
import { codeThemes, reflectionGrounds, type ReflectionWords } from '../portfolio.types.js';

/** What was asked of the list, as it stands in the address; what cannot be understood is left out. */
export const reflectionsQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  state: z.enum(['', 'draft', 'complete']).catch('').default(''),
  after: z.uuid().nullable().catch(null).default(null),
  /** What was just taken out. */
  removed: z.uuid().nullable().catch(null).default(null),
});

export const LONGEST_TEXT = 10_000;
const LONGEST_TITLE = 200;
const text = (longest: number) =>
  z
    .string()
    .transform((typed) => typed.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .refine((typed) => typed.length <= longest, `Keep this under ${longest.toLocaleString('en-GB')} characters`)
    .default('');

/** What a reflective account says, as far as it is written. */
export const reflectionForm: z.ZodType<ReflectionWords> = z.object({
  title: text(LONGEST_TITLE),
  ground: z.preprocess(
    (chosen) => (chosen === '' || chosen === undefined ? null : chosen),
    z.enum(reflectionGrounds, 'Choose from what is listed').nullable(),
  ),
  nature: text(LONGEST_TEXT),
  learned: text(LONGEST_TEXT),
  changed: text(LONGEST_TEXT),
  relevance: text(LONGEST_TEXT),
  themes: z.preprocess(
    (chosen) => (chosen === undefined ? [] : [chosen].flat()),
    z.array(z.enum(codeThemes, 'Choose from the themes that are listed')).transform((chosen) => [...new Set(chosen)]),
  ),
});

/** How it is to be kept, and since when its page stands open. */
export const savingForm = z.object({
  as: z.enum(['draft', 'complete']).catch('draft').default('draft'),
  page: z.uuid().nullable().catch(null).default(null),
  revision: z.coerce.number().int().catch(-1).default(-1),
  /** The writer has looked at what may tell who somebody is. */
  checked: z.literal('yes').optional().catch(undefined),
});

/** What a new account starts from: a prompt of a lesson, an entry of the portfolio, or nothing. */
export const startingForm = z.object({
  enrolment: z.uuid().optional().catch(undefined),
  lesson: z.string().max(200).optional().catch(undefined),
  block: z.string().max(200).optional().catch(undefined),
  activity: z.uuid().optional().catch(undefined),
});
