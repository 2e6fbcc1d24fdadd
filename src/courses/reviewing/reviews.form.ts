import { z } from 'zod';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { reviewKinds } from '../courses.types.js';

/** A review as a form or a command gives it. The day comes in three fields of a form. */
const reviewFields = z.object({
  kind: z.enum(reviewKinds, 'Choose clinical or legal'),
  reviewerName: z.string().trim().min(1, 'Enter the reviewer’s name').max(200, 'Keep the name under 200 characters'),
  reviewerRole: z
    .string()
    .trim()
    .min(1, 'Enter the reviewer’s role and credentials')
    .max(200, 'Keep the role under 200 characters'),
  note: z
    .string()
    .trim()
    .max(1000, 'Keep the note under 1,000 characters')
    .default('')
    .transform((text) => (text === '' ? null : text)),
});

const digits = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The three fields of the day become one, so that its fault is told beside the others. */
function withDay(body: unknown): unknown {
  const given = (body ?? {}) as Record<string, unknown>;
  const [year, month, day] = ['year', 'month', 'day'].map((part) => digits(given[`reviewedOn-${part}`]));
  const reviewedOn = [year?.padStart(4, '0'), month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  return { ...given, reviewedOn };
}

export const reviewForm = z.preprocess(
  withDay,
  reviewFields.extend({
    reviewedOn: z.string().refine(isCivilDate, 'Enter the day of the review, such as 23 11 2026'),
  }),
);
