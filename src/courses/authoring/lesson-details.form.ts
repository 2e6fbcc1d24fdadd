import { z } from 'zod';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { slugOf } from '../../organisations/readable-name.rules.js';
import { Problems } from '../format/problems.js';
import { splitFrontMatter } from '../format/yaml-part.js';
import type { FormField } from './form-field.js';
import { listOf, readFields, textOf, withFields } from './front-matter.js';
import { joinLesson, splitLesson } from './lesson-source.js';

const several = z.preprocess((value) => [value ?? []].flat(), z.array(z.string()));

/** What a lesson is, as a trainer fills it in: its front matter but for its slug. */
export const lessonDetailsForm = z.object({
  base: z.coerce.number().int().default(0),
  title: z.string().trim().min(1, 'Give the lesson a title').max(200, 'Keep the title under 200 characters'),
  minutes: z.coerce
    .number('Give whole minutes, from 1 to 10')
    .int('Give whole minutes, from 1 to 10')
    .min(1, 'Give whole minutes, from 1 to 10')
    .max(10, 'A lesson takes at most ten minutes: split it'),
  summary: z.string().trim().min(1, 'Say in a sentence what it is about').max(400, 'Keep it under 400 characters'),
  distressing: z.string().trim().max(300, 'Keep it under 300 characters').default(''),
  outcomes: several
    .transform((chosen) => chosen.map(Number).filter(Number.isInteger))
    .refine((chosen) => chosen.length > 0, 'Choose at least one outcome'),
  addresses: several.transform((chosen) => chosen.filter((key) => /^[a-z0-9_]+$/.test(key))),
});

export type LessonDetails = z.output<typeof lessonDetailsForm>;

/** The address of a lesson with this title, for good: learners who have read it are known by it. */
export const slugFor = (title: string): string => slugOf(title).slice(0, 60).replace(/-+$/, '') || 'lesson';

/** The lesson's file with the details in it; as it was when its front matter cannot be found. */
export function withDetails(text: string, { base: _base, distressing, addresses, ...fields }: LessonDetails): string {
  const source = splitLesson(text);
  if (!source) return text;
  const optional = {
    distressing: distressing === '' ? undefined : distressing,
    addresses: addresses.length > 0 ? addresses : undefined,
  };
  return joinLesson(
    withFields(source.frontMatter, { ...fields, ...optional }),
    source.pieces.map(({ raw }) => raw),
  );
}

export interface TypedDetails {
  /** The number of the revision that was seen; empty where there is none yet. */
  base: string;
  title: string;
  minutes: string;
  summary: string;
  distressing: string;
  outcomes: string[];
  addresses: string[];
}

/** What the form holds of a lesson's file. */
export function detailsOf(text: string): TypedDetails & { slug: string } {
  const fields = readFields(splitFrontMatter(text, '', new Problems())?.frontMatter ?? '');
  return {
    base: '',
    slug: textOf(fields['slug']),
    title: textOf(fields['title']),
    minutes: textOf(fields['minutes']),
    summary: textOf(fields['summary']),
    distressing: textOf(fields['distressing']),
    outcomes: listOf(fields['outcomes']).map(textOf),
    addresses: listOf(fields['addresses']).map(textOf),
  };
}

/** The same of what was sent. */
export function typedDetails(body: unknown): TypedDetails {
  const given = (body ?? {}) as Record<string, unknown>;
  const chosen = (name: string) => [given[name] ?? []].flat().filter((value) => typeof value === 'string');
  return {
    base: textOf(given['base']),
    title: textOf(given['title']),
    minutes: textOf(given['minutes']),
    summary: textOf(given['summary']),
    distressing: textOf(given['distressing']),
    outcomes: chosen('outcomes'),
    addresses: chosen('addresses'),
  };
}

export function detailsFields(
  typed: TypedDetails,
  outcomes: readonly { id: number; text: string }[],
  questions: readonly PolicyQuestion[],
): FormField[] {
  const asked = questions.filter(({ key, retired }) => !retired || typed.addresses.includes(key));
  return [
    { type: 'input', name: 'title', label: 'Title', hint: null, value: typed.title },
    { type: 'textarea', name: 'summary', label: 'Summary', hint: null, value: typed.summary, rows: 2 },
    {
      type: 'input',
      name: 'minutes',
      label: 'Minutes',
      hint: 'How long it takes to read, at most ten',
      value: typed.minutes,
    },
    {
      type: 'input',
      name: 'distressing',
      label: 'What is ahead that may distress?',
      hint: 'One sentence, shown before the lesson; empty if nothing is',
      value: typed.distressing,
    },
    {
      type: 'checkboxes',
      name: 'outcomes',
      legend: 'Which outcomes does it serve?',
      hint: outcomes.length === 0 ? 'The course has none yet: write them in its settings.' : null,
      options: outcomes.map(({ id, text }) => ({
        value: String(id),
        text: `${String(id)}. ${text}`,
        checked: typed.outcomes.includes(String(id)),
      })),
    },
    {
      type: 'checkboxes',
      name: 'addresses',
      legend: 'Which questions about policies does it help staff with?',
      hint: 'Training offers choose lessons by them. Those that its blocks ask need not be chosen.',
      options: asked.map(({ key, shortName }) => ({
        value: key,
        text: shortName,
        checked: typed.addresses.includes(key),
      })),
    },
  ];
}
