import { z } from 'zod';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { patientDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';

/** A note may be empty: then it is a bookmark. What may tell who a patient is is warned of before anything is kept. */
export const noteForm = (today: CivilDate) =>
  z
    .object({
      words: z.string().trim().max(2000, 'Keep it under 2,000 characters').default(''),
      harmless: z.literal('yes').optional(),
    })
    .superRefine(({ words, harmless }, context) => {
      const found = harmless ? [] : patientDataIn(words, today);
      if (found.length === 0) return;
      const what = found.map(personalDataInWords).join(', ');
      const message = `This looks as if it could tell who somebody is: ${what}. Leave it out, or tick below that it is about no person`;
      context.addIssue({ code: 'custom', path: ['words'], message });
    });

export const notesQuery = z.object({
  text: z.string().trim().max(100).catch('').default(''),
  before: z.uuid().nullable().catch(null).default(null),
});
