import { z } from 'zod';
import { personalDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import { reportKinds, reportStates } from './reports.types.js';

const optional = (text: string): string | null => (text === '' ? null : text);

/**
 * What a reader sends. Nothing in it is about the reader but the address, if they leave one. What looks like personal
 * data in their words is warned of before anything is kept; a tick says that it is none.
 */
export const reportForm = z
  .object({
    kind: z.enum(reportKinds, 'Choose what you want to tell us'),
    question: z
      .string()
      .regex(/^[a-z_]{0,60}$/, 'Choose one of the list')
      .catch('')
      .default('')
      .transform(optional),
    words: z
      .string()
      .trim()
      .min(1, 'Write what is wrong or newer')
      .min(10, 'Write a little more, so that we can find what you mean')
      .max(2000, 'Keep it under 2,000 characters'),
    url: z
      .string()
      .trim()
      .max(1000, 'Keep the address under 1,000 characters')
      .default('')
      .transform(optional)
      .pipe(
        z
          .url({ protocol: /^https?$/, error: 'Enter a whole address, such as https://www.example.nhs.uk/policy.pdf' })
          .nullable(),
      ),
    email: z
      .string()
      .trim()
      .max(254, 'Keep the address under 254 characters')
      .default('')
      .transform(optional)
      .pipe(z.email('Enter an email address such as name@example.nhs.uk, or leave it empty').nullable()),
    harmless: z.literal('yes').optional(),
  })
  .superRefine(({ words, harmless }, context) => {
    const found = harmless ? [] : personalDataIn(words);
    if (found.length === 0) return;
    const what = found.map(personalDataInWords).join(', ');
    const message = `This looks like personal data: ${what}. Write the role or the team instead, or tick below that it is about no person`;
    context.addIssue({ code: 'custom', path: ['words'], message });
  })
  .transform(({ harmless: _, ...report }) => report);

/** Which question a page of a Trust was left from. */
export const aboutQuery = z.object({
  question: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .catch('')
    .default(''),
});

export const decisionForm = z
  .object({
    outcome: z.enum(['document', 'fact', 'closed'], 'Choose what follows from it'),
    fact: z
      .union([z.literal(''), z.uuid()])
      .catch('')
      .default('')
      .transform(optional),
    note: z.string().trim().max(1000, 'Keep it under 1,000 characters').default('').transform(optional),
    seen: z.string().max(40).default(''),
  })
  .superRefine(({ outcome, fact, note }, context) => {
    const problem = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (outcome === 'fact' && fact === null) problem('fact', 'Choose the fact to look at');
    if (outcome === 'closed' && note === null) problem('note', 'Say why nothing follows from it');
  });

export const reportsQuery = z.object({
  state: z
    .enum([...reportStates, 'all'])
    .catch('new')
    .default('new'),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{0,60}$/)
    .catch('')
    .default(''),
  after: z.uuid().nullable().catch(null).default(null),
});
