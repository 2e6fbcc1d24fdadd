import { z } from 'zod';
import { exemptionCodes } from '../exemptions.rules.js';
import { personalDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import { requestEventKinds, requestStates } from '../requests.types.js';
import { day, optionalDay, withDays } from './day.form.js';
import { replyStates, reviewStates } from './request-log.rules.js';

const exemption = z
  .enum(['', ...exemptionCodes], 'Choose an exemption from the list')
  .default('')
  .transform((code) => (code === '' ? null : code));

/** What happened. What looks like personal data is warned of once; a tick says that it is none. */
export const eventForm = z.preprocess(
  (body) => withDays(body, ['onDate']),
  z
    .object({
      kind: z.enum(requestEventKinds, 'Choose what happened'),
      onDate: day('Enter the day on which it happened, such as 23 11 2026'),
      text: z
        .string()
        .default('')
        .transform((text) => text.replaceAll('\r\n', '\n').trim())
        .pipe(z.string().max(4000, 'Keep the text under 4,000 characters'))
        .transform((text) => (text === '' ? null : text)),
      days: z
        .string()
        .trim()
        .regex(/^(\d{1,2})?$/, 'Enter a number of working days, such as 20')
        .default('')
        .transform((text) => (text === '' ? null : Number(text))),
      outcome: z.enum(reviewStates, 'Choose what kind of answer it was').optional(),
      exemption,
      harmless: z.literal('yes').optional(),
    })
    .superRefine(({ kind, text, outcome, harmless }, context) => {
      const found = harmless ? [] : personalDataIn(text ?? '');
      if (found.length > 0) {
        const what = found.map(personalDataInWords).join(', ');
        const message = `This looks like personal data: ${what}. Write the role instead, or tick below that it is about no person`;
        context.addIssue({ code: 'custom', path: ['text'], message });
      }
      if (kind === 'note' && text === null)
        context.addIssue({ code: 'custom', path: ['text'], message: 'Say what happened' });
      if (kind === 'reply' && !(replyStates as readonly (string | undefined)[]).includes(outcome))
        context.addIssue({ code: 'custom', path: ['outcome'], message: 'Choose what kind of answer it was' });
      if (kind === 'internal_review_answered' && outcome === undefined)
        context.addIssue({ code: 'custom', path: ['outcome'], message: 'Choose what came of the review' });
    }),
);

/** How a request really stands, where the log does not say it. */
export const correctionForm = z.preprocess(
  (body) => withDays(body, ['sentOn', 'answeredOn']),
  z
    .object({
      state: z.enum(requestStates, 'Choose a state'),
      sentOn: optionalDay('Enter a day, such as 23 11 2026, or leave all three empty'),
      answeredOn: optionalDay('Enter a day, such as 23 11 2026, or leave all three empty'),
      exemption,
      url: z
        .string()
        .trim()
        .max(500, 'Keep the address under 500 characters')
        .refine((text) => text === '' || isWebAddress(text), 'Enter a whole address that begins with https://')
        .transform((text) => (text === '' ? null : text)),
    })
    .superRefine(({ state, sentOn, answeredOn }, context) => {
      if (state === 'not_sent' && sentOn !== null)
        context.addIssue({ code: 'custom', path: ['sentOn'], message: 'Leave the day empty, or choose another state' });
      if (answeredOn !== null && sentOn !== null && answeredOn < sentOn)
        context.addIssue({
          code: 'custom',
          path: ['answeredOn'],
          message: 'The answer cannot be older than the request',
        });
    }),
);

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
