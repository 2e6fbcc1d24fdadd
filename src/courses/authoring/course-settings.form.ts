import { z } from 'zod';
import { feedbackTimes } from '../questions.types.js';
import { LONGEST_CHECK_MINUTES, LONGEST_PAUSE_MINUTES } from '../format/course-files.js';
import { Problems } from '../format/problems.js';
import { splitFrontMatter } from '../format/yaml-part.js';
import type { FormField } from './form-field.js';
import { listOf, readFields, textOf, withBody, withFields } from './front-matter.js';

const line = (message: string) => z.string().trim().min(1, message).max(300, 'Keep it under 300 characters');
const number = (message: string) => z.coerce.number(message).int(message).min(1, message);
const lines = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean),
  );

/** What a course is, as a trainer fills it in: course.md but for its slug. */
export const courseSettingsForm = z.object({
  base: z.coerce.number().int(),
  title: line('Give the course a title'),
  code: line('Give the activity code that certificates show'),
  summary: z.string().trim().min(1, 'Say in a sentence or two what it is').max(600, 'Keep it under 600 characters'),
  aims: z
    .string()
    .trim()
    .max(2000, 'Keep it under 2,000 characters')
    .default('')
    .transform((text) => (text === '' ? undefined : text.replaceAll('\r\n', '\n'))),
  minutes: number('Give the learning time in whole minutes'),
  pass_mark: number('Give the pass mark in per cent, from 1 to 100').max(
    100,
    'Give the pass mark in per cent, from 1 to 100',
  ),
  attempts: z
    .string()
    .trim()
    .transform((text) => (text === '' ? 'unlimited' : text))
    .refine((text) => text === 'unlimited' || /^[1-9]\d?$/.test(text), 'Give a number of attempts, or leave it empty')
    .transform((text) => (text === 'unlimited' ? text : Number(text))),
  pause_minutes: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= LONGEST_PAUSE_MINUTES),
      'Give the pause in whole minutes, at most 10080 (a week), or leave it empty',
    )
    .transform((text) => (text === '' ? undefined : Number(text))),
  time_limit_minutes: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) =>
        text === '' || (/^[1-9]\d{0,2}$/.test(text) && Number(text) >= 5 && Number(text) <= LONGEST_CHECK_MINUTES),
      'Give the time in whole minutes, from 5 to 480 (eight hours), or leave it empty',
    )
    .transform((text) => (text === '' ? undefined : Number(text))),
  // What is not said is said at the end.
  feedback: z
    .enum(feedbackTimes, 'Choose when answers are explained')
    .default('at_end')
    .transform((time) => (time === 'at_end' ? undefined : time)),
  fact_age_limit_months: number('Give a number of months'),
  audience: line('Say whom the course is for'),
  outcomes: lines
    .refine((all) => all.length > 0, 'Write at least one outcome, each in a line of its own')
    .transform(numbered),
  credits: lines,
  shuffle: z.string().optional(),
  draws: lines.pipe(
    z.array(
      z
        .string()
        .regex(/^[1-9]\d?\s+of\s+[a-z0-9-]+$/i, 'Write each draw in a line of its own, such as: 3 of formalities')
        .transform((text) => ({ tag: text.split(/\s+/)[2]?.toLowerCase() ?? '', count: Number.parseInt(text, 10) })),
    ),
  ),
  introduction: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim()),
});

export type CourseSettings = z.output<typeof courseSettingsForm>;

/** Outcomes keep their numbers, since lessons and questions name them; a line without one gets the next that is free. */
function numbered(all: readonly string[]): { id: number; text: string }[] {
  const given = all.map((one) => /^(\d{1,3})[.)]\s+(.+)$/.exec(one));
  const taken = new Set(given.map((found) => Number(found?.[1])));
  let next = 1;
  return all.map((text, index) => {
    const found = given[index];
    if (found) return { id: Number(found[1]), text: found[2] ?? '' };
    while (taken.has(next)) next += 1;
    taken.add(next);
    return { id: next, text };
  });
}

/** course.md with the settings in it. */
export function withSettings(
  text: string,
  { base: _base, introduction, shuffle, draws, ...fields }: CourseSettings,
): string {
  const check = shuffle || draws.length > 0 ? { shuffle: shuffle === 'yes', draw: draws } : undefined;
  const split = splitFrontMatter(text, 'course.md', new Problems());
  return withBody(withFields(split?.frontMatter ?? '', { ...fields, check }), introduction);
}

/** What the form holds of a course.md. */
export function settingsOf(text: string): Record<string, string> {
  const split = splitFrontMatter(text, 'course.md', new Problems());
  const fields = readFields(split?.frontMatter ?? '');
  const outcomes = outcomesOf(text).map(({ id, text: words }) => `${String(id)}. ${words}`);
  const named = [
    'title',
    'code',
    'summary',
    'aims',
    'minutes',
    'pass_mark',
    'pause_minutes',
    'time_limit_minutes',
    'fact_age_limit_months',
    'audience',
  ];
  return {
    ...Object.fromEntries(named.map((name) => [name, textOf(fields[name])])),
    attempts: fields['attempts'] === 'unlimited' ? '' : textOf(fields['attempts']),
    feedback: textOf(fields['feedback']) || 'at_end',
    outcomes: outcomes.join('\n'),
    credits: listOf(fields['credits']).map(textOf).join('\n'),
    ...checkOf(fields['check']),
    introduction: split?.body.trim() ?? '',
  };
}

/** The tags from which questions are drawn, as far as they can be read. */
export function drawsOf(text: string): string[] {
  const split = splitFrontMatter(text, 'course.md', new Problems());
  const { draw } = (readFields(split?.frontMatter ?? '')['check'] ?? {}) as { draw?: unknown };
  return listOf(draw).map((each) => textOf(((each ?? {}) as { tag?: unknown }).tag));
}

function checkOf(value: unknown): { shuffle: string; draws: string } {
  const { shuffle, draw } = (value ?? {}) as { shuffle?: unknown; draw?: unknown };
  const draws = listOf(draw).map((each) => {
    const { tag, count } = (each ?? {}) as { tag?: unknown; count?: unknown };
    return `${textOf(count)} of ${textOf(tag)}`;
  });
  return { shuffle: shuffle === true ? 'yes' : '', draws: draws.join('\n') };
}

/** The outcomes of a course.md, as far as they can be read. */
export function outcomesOf(text: string): { id: number; text: string }[] {
  const split = splitFrontMatter(text, 'course.md', new Problems());
  return listOf(readFields(split?.frontMatter ?? '')['outcomes']).flatMap((each) => {
    const { id, text: words } = (each ?? {}) as { id?: unknown; text?: unknown };
    return typeof id === 'number' ? [{ id, text: textOf(words) }] : [];
  });
}

export function settingsFields(typed: Record<string, string>): FormField[] {
  const input = (name: string, label: string, hint: string | null = null): FormField => ({
    type: 'input',
    name,
    label,
    hint,
    value: typed[name] ?? '',
  });
  const area = (name: string, label: string, rows: number, hint: string | null = null): FormField => ({
    type: 'textarea',
    name,
    label,
    hint,
    rows,
    value: typed[name] ?? '',
  });
  return [
    input('title', 'Title'),
    input('code', 'Activity code', 'Certificates show it, such as BFH-AD-1'),
    area('summary', 'Summary', 3, 'Stands in the catalogue'),
    {
      type: 'textarea',
      name: 'introduction',
      label: 'Introduction',
      hint: 'On the page of the course',
      rows: 6,
      value: typed['introduction'] ?? '',
      isWords: true,
    },
    input('audience', 'Whom is it for?'),
    area('aims', 'Aims', 3, 'What the course sets out to do, for accreditors. Leave it empty if nobody asks'),
    area(
      'outcomes',
      'What learners will be able to do',
      8,
      'One in each line. Its number stays its own when lines are moved',
    ),
    input('minutes', 'Learning time in minutes', 'Breaks excluded. The lessons together take no longer'),
    input('pass_mark', 'Pass mark in per cent'),
    input('attempts', 'Attempts at the knowledge check', 'Leave it empty for no limit'),
    {
      type: 'checkboxes',
      name: 'shuffle',
      legend: 'In which order are the questions asked?',
      hint: 'The steps of a case stay together. Options stand in another order for each attempt anyway',
      options: [{ value: 'yes', text: 'In another order for each attempt', checked: typed['shuffle'] === 'yes' }],
    },
    area(
      'draws',
      'Which questions are drawn?',
      3,
      'How many of those with a tag, one tag in each line, such as: 3 of formalities. Questions without such a tag are always asked',
    ),
    input('pause_minutes', 'Pause between attempts in minutes', 'Leave it empty for none'),
    input(
      'time_limit_minutes',
      'Time for an attempt in minutes',
      'Leave it empty for no limit, as is best for most: then nobody needs extra time. What is answered when it ends is submitted',
    ),
    {
      type: 'radios',
      name: 'feedback',
      legend: 'When are answers explained?',
      hint: null,
      value: typed['feedback'] ?? '',
      options: [
        { value: 'at_end', text: 'Once the attempt is submitted' },
        { value: 'at_once', text: 'After each answer', hint: 'The answer then stays as it is' },
      ],
    },
    input(
      'fact_age_limit_months',
      'Oldest fact in months',
      'No instruction rests on what is known of a policy from longer ago',
    ),
    area('credits', 'Who wrote it', 3, 'One in each line. Reviewers are recorded when they approve'),
  ];
}
