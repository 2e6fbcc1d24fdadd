import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { roleDoubt } from '../contacts/team-mailbox.rules.js';

const words = (most: number, message: string) =>
  z
    .string()
    .trim()
    .min(1, message)
    .max(most, `Keep it under ${String(most)} characters`);

const role = words(120, 'Give the role or team, such as “Mental Capacity Act lead”').superRefine((text, context) => {
  const message = text === '' ? null : roleDoubt(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

/** The three boxes of components/date-input, as one field. */
export function dayOf(body: unknown, name: string): unknown {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const part = (key: string) => {
    const given = fields[`${name}-${key}`];
    return typeof given === 'string' ? given.trim() : '';
  };
  const day = `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
  return { ...fields, [name]: day };
}

/** A day that has been. */
export const pastDay = (today: string) =>
  z
    .string()
    .refine(isCivilDate, 'Give a day, month and year, such as 24 11 2026')
    .refine((day) => !isCivilDate(day) || day <= today, 'Give a day that is not in the future');

export const contextForm = (today: string) =>
  z.object({
    text: words(4000, 'Write down why things are as they are, as the Trust told you'),
    role,
    given_on: pastDay(today),
    may_publish: z.literal('yes').optional(),
  });

export const legalReviewForm = (today: string, gapKeys: readonly string[]) =>
  z.object({
    gap_key: z.string().refine((key) => gapKeys.includes(key), 'Choose the gap that was reviewed'),
    nation: z.enum(nations, { error: 'Choose the nation whose law it was reviewed against' }),
    provision: words(200, 'Name the provision, such as “Mental Capacity Act 2005, s25(5)”'),
    finding: words(4000, 'Write down what the reviewer found'),
    reviewer_role: role,
    reviewed_on: pastDay(today),
  });
