import { z } from 'zod';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { reviewKinds } from '../courses.types.js';

/** A review as a form or a command gives it. The day comes in three fields of a form. */
export const reviewFields = z.object({
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

const part = z.string().trim().default('');

export const reviewForm = reviewFields
  .extend({ 'reviewedOn-day': part, 'reviewedOn-month': part, 'reviewedOn-year': part })
  .transform((given, context) => {
    const { 'reviewedOn-day': day, 'reviewedOn-month': month, 'reviewedOn-year': year, ...review } = given;
    const reviewedOn = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isCivilDate(reviewedOn)) return { ...review, reviewedOn };
    context.addIssue({
      code: 'custom',
      path: ['reviewedOn'],
      message: 'Enter the day of the review, such as 23 11 2026',
    });
    return z.NEVER;
  });
