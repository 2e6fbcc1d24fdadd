import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';
import { sourceKinds, sourceNations } from '../courses.types.js';

export const registerQuery = z.object({
  q: z.string().trim().max(200).catch('').default(''),
  kind: z
    .enum(['', ...sourceKinds])
    .catch('')
    .default(''),
  nation: z
    .enum(['', ...sourceNations])
    .catch('')
    .default(''),
  show: z.enum(['all', 'links', 'old', 'unowned', 'mine']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});

export type RegisterQuery = z.output<typeof registerQuery>;

const line = (missing: string, most = 300) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(most, `Keep it under ${String(most)} characters`);
const orNull = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep it under ${String(most)} characters`)
    .default('')
    .transform((text) => (text === '' ? null : text));

const WRONG_DAY = 'Enter the day on which somebody read it last, such as 24 11 2026';

const fields = z.object({
  kind: z.enum(sourceKinds, 'Choose what it is'),
  title: line('Enter the title of the source'),
  short: orNull(100),
  publisher: line('Enter who publishes it'),
  url: z
    .string()
    .trim()
    .max(1000, 'Keep the address under 1,000 characters')
    .pipe(
      z.url({
        protocol: /^https?$/,
        error: 'Enter a whole address, such as https://www.legislation.gov.uk/ukpga/2005/9',
      }),
    ),
  nation: z.enum(sourceNations, 'Choose where it holds'),
  provision: orNull(200),
  commencement: orNull(500),
  checkedOn: z.string(WRONG_DAY).min(1, WRONG_DAY),
  ownerId: z
    .union([z.literal(''), z.uuid()])
    .catch('')
    .default('')
    .transform((id) => (id === '' ? null : id)),
  note: orNull(1000),
});

const withDay = (body: unknown): unknown => ({ ...(body as object), checkedOn: typedDay(body, 'checkedOn') });

/** An entry that is changed; `base` is the change that the form began from. */
export const entryForm = z.preprocess(withDay, fields.extend({ base: z.coerce.number().int() }));

export const newEntryForm = z.preprocess(
  withDay,
  fields.extend({
    key: z
      .string()
      .trim()
      .toLowerCase()
      .min(1, 'Give the name by which courses cite it')
      .max(60, 'Keep the name under 60 characters')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'The name has small letters, digits and hyphens only, such as mca2005'),
  }),
);
