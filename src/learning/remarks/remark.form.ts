import { z } from 'zod';
import { personalDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import { remarkKinds, remarkStates } from './remarks.types.js';

const words = (missing: string) => z.string(missing).trim().min(1, missing).max(2000, 'Keep it under 2,000 characters');

/** What looks like personal data is warned of before anything is kept; a tick says that it is none. */
export const remarkForm = z
  .object({
    kind: z.enum(remarkKinds, 'Choose what is the matter'),
    words: words('Write what is the matter').min(10, 'Write a little more, so that we understand what you mean'),
    mail: z.literal('yes').optional(),
    harmless: z.literal('yes').optional(),
  })
  .superRefine(({ words: said, harmless }, context) => {
    const found = harmless ? [] : personalDataIn(said);
    if (found.length === 0) return;
    const what = found.map(personalDataInWords).join(', ');
    const message = `This looks like personal data: ${what}. Write the role or the team instead, or tick below that it is about no person`;
    context.addIssue({ code: 'custom', path: ['words'], message });
  })
  .transform(({ kind, words: said, mail }) => ({ kind, words: said, wantsMail: mail === 'yes' }));

export const answerForm = z
  .object({
    outcome: z.enum(['agreed', 'fixed', 'kept'], 'Choose what follows from it'),
    version: z.coerce.number().int().positive().nullable().catch(null).default(null),
    answer: words('Write an answer: whoever sent it reads it'),
    seen: z.string().max(60).default(''),
  })
  .superRefine(({ outcome, version }, context) => {
    if (outcome === 'fixed' && version === null)
      context.addIssue({ code: 'custom', path: ['version'], message: 'Choose the version that has the change' });
  });

export const remarksQuery = z.object({
  state: z
    .enum([...remarkStates, 'all'])
    .catch('new')
    .default('new'),
  course: z
    .string()
    .regex(/^[a-z0-9-]{0,200}$/)
    .catch('')
    .default(''),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{0,60}$/)
    .catch('')
    .default(''),
  after: z.uuid().nullable().catch(null).default(null),
});
export type RemarksQuery = z.output<typeof remarksQuery>;
