import { z } from 'zod';
import { typedDay } from '../../platform/http/typed-day.js';
import { type CivilDate, isCivilDate } from '../../platform/civil-date.rules.js';
import { activityKinds, activitySettings, codeThemes } from '../portfolio.types.js';
import { activityProblems } from './activity.rules.js';

export const sorts = ['newest', 'oldest', 'hours', 'title'] as const;
export type Sort = (typeof sorts)[number];
/** What an entry may still lack. */
export const lacks = ['relevance', 'benefit', 'themes', 'setting', 'evidence'] as const;
export type Lack = (typeof lacks)[number];

/** What was asked of the list, as it stands in the address; what cannot be understood is left out. */
export const activitiesQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  kind: z
    .enum(['', ...activityKinds])
    .catch('')
    .default(''),
  lacks: z
    .enum(['', ...lacks])
    .catch('')
    .default(''),
  from: z.string().refine(isCivilDate).nullable().catch(null).default(null),
  to: z.string().refine(isCivilDate).nullable().catch(null).default(null),
  sort: z.enum(sorts).catch('newest').default('newest'),
  after: z.uuid().nullable().catch(null).default(null),
  /** What was just taken out. */
  removed: z.uuid().nullable().catch(null).default(null),
});

const LONGEST_TEXT = 5000;
const WRONG_HOURS = 'Enter hours as a number, such as 1.5';

const words = (longest: number, what: string) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .refine((text) => text.length <= longest, `Keep ${what} under ${longest.toLocaleString('en-GB')} characters`)
    .default('');

const hours = (missing: string) =>
  z
    .string(missing)
    .transform((text) => text.trim().replace(',', '.'))
    .refine((text) => text !== '', missing)
    .refine((text) => text === '' || /^\d{1,4}(\.\d{1,2})?$/.test(text), WRONG_HOURS)
    .transform(Number);

const remarks = {
  setting: z
    .enum(['', ...activitySettings])
    .catch('')
    .transform((setting) => (setting === '' ? null : setting)),
  themes: z.preprocess(
    (chosen) => (chosen === undefined ? [] : [chosen].flat()),
    z.array(z.enum(codeThemes, 'Choose from the themes that are listed')).transform((chosen) => [...new Set(chosen)]),
  ),
  relevance: words(LONGEST_TEXT, 'how it links to your practice'),
  benefit: words(LONGEST_TEXT, 'the benefit'),
};

/** What a learner says of an activity that was filed by its certificate. */
export const remarksForm = z.object(remarks);

/** CPD done elsewhere. A day on which it began may be left out when it ended on the same. */
export const activityForm = (today: CivilDate) =>
  z.preprocess(
    (body) => {
      const endedOn = typedDay(body, 'endedOn');
      return { ...(body as object), endedOn, startedOn: typedDay(body, 'startedOn') };
    },
    z
      .object({
        ...remarks,
        title: words(200, 'the title').refine((text) => text !== '', 'Enter what it was'),
        kind: z.enum(activityKinds, 'Choose how you learned'),
        provider: words(200, 'who offered it'),
        startedOn: z.string('Enter the day it began as day, month and year, such as 28 2 2026'),
        endedOn: z
          .string('Enter the day it ended as day, month and year, such as 28 2 2026')
          .min(1, 'Enter the day it ended as day, month and year, such as 28 2 2026'),
        hours: hours('Enter how many hours you learned').refine((count) => count > 0, 'Enter more than 0 hours'),
        participatory: z
          .string()
          .default('')
          .transform((text) => (text.trim() === '' ? '0' : text))
          .pipe(hours(WRONG_HOURS)),
      })
      .transform((values) => ({
        ...values,
        startedOn: values.startedOn === '' ? values.endedOn : values.startedOn,
      }))
      .superRefine((values, context) => {
        for (const { field, message } of activityProblems(values, today))
          context.addIssue({ code: 'custom', path: [field], message });
      }),
  );
