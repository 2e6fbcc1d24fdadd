import { z } from 'zod';
import { nations } from '../../organisations/organisations.types.js';
import type { TwoMinuteCase } from './two-minute-case.js';

/** The form of the two-minute case: where one works, and what one would do. */
export const answerForm = (theCase: TwoMinuteCase) =>
  z.object({
    answer: z
      .string({ error: 'Choose what you would do' })
      .refine((key) => theCase.hasOption(key), 'Choose what you would do'),
    nation: z.enum(nations, { error: 'Choose the nation that you work in, because the law differs' }),
    opening: z.string().optional(),
  });
