import { z } from 'zod';
import type { CampaignQuestion } from '../requests.types.js';
import { letterProblems } from './letter.rules.js';

const MOST_QUESTIONS = 20;

/** Paragraphs become questions; a number that was typed before one is taken off, since they are numbered here. */
function asQuestions(text: string): CampaignQuestion[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((paragraph) => paragraph.trim().replace(/^\(?\d{1,2}[.)]\s+/, ''))
    .filter((wording) => wording !== '')
    .map((wording, index) => ({ number: index + 1, wording }));
}

/** Questions as the form shows them. */
export function questionsAsText(questions: readonly CampaignQuestion[]): string {
  return questions.map(({ wording }) => wording).join('\n\n');
}

export const campaignForm = z.object({
  name: z
    .string('Enter a name')
    .trim()
    .min(3, 'Enter a name, such as “Advance decisions 2026”')
    .max(120, 'Keep the name under 120 characters'),
  questions: z
    .string('Enter at least one question')
    .max(20_000, 'Keep the questions under 20,000 characters')
    .transform(asQuestions)
    .refine((questions) => questions.length > 0, 'Enter at least one question')
    .refine((questions) => questions.length <= MOST_QUESTIONS, `Ask at most ${String(MOST_QUESTIONS)} questions`),
  letter: z
    .string('Enter the letter')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(20_000, 'Keep the letter under 20,000 characters')
        .superRefine((letter, context) => {
          for (const message of letterProblems(letter)) context.addIssue({ code: 'custom', message });
        }),
    ),
});
