import { nationName } from '../../organisations/organisation-words.rules.js';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import type { CheckSettings } from '../courses.types.js';
import type { ParsedQuestion } from './course-files.js';
import type { Problems } from './problems.js';

/** How many core questions are asked in each nation. They alone decide a pass, so that every nation is asked as many. */
export function countCore(
  questions: readonly ParsedQuestion[],
  { draws }: Pick<CheckSettings, 'draws'>,
  problems: Problems,
): Record<Nation, number> {
  checkDraws(questions, draws, problems);
  const groups = (nation: Nation, tag?: string) =>
    new Set(
      questions
        .filter((one) => one.core && one.nations.includes(nation) && (tag === undefined || one.tags?.includes(tag)))
        .map(({ group }) => group),
    ).size;
  const leftOut = (nation: Nation) =>
    draws.reduce((sum, { tag, count }) => sum + Math.max(0, groups(nation, tag) - count), 0);
  const counts = Object.fromEntries(nations.map((nation) => [nation, groups(nation) - leftOut(nation)])) as Record<
    Nation,
    number
  >;
  if (new Set(Object.values(counts)).size > 1) {
    const told = nations.map((nation) => `${nation} ${String(counts[nation])}`).join(', ');
    problems.add(
      'questions',
      1,
      `Every nation is asked as many core questions; here it is ${told}. Write versions with variant_of for those that lack one.`,
    );
  }
  for (const { tag, count } of draws) {
    const few = nations.filter((nation) => groups(nation, tag) < count);
    if (few.length > 0)
      problems.add(
        'course.md',
        2,
        `${String(count)} questions with the tag ${tag} are to be drawn, and there are fewer in ${few.map(nationName).join(', ')}.`,
      );
  }
  return counts;
}

function checkDraws(questions: readonly ParsedQuestion[], draws: CheckSettings['draws'], problems: Problems): void {
  const drawn = new Set(draws.map(({ tag }) => tag));
  if (drawn.size < draws.length) problems.add('course.md', 2, 'Each tag is drawn from once.');
  for (const { file, line, core, tags = [], caseTitle, after } of questions) {
    const own = tags.filter((tag) => drawn.has(tag));
    if (own.length > 1) problems.add(file, line, `It is drawn by one tag at most; here ${own.join(' and ')} draw it.`);
    if (own.length > 0 && (caseTitle !== undefined || after !== undefined))
      problems.add(file, line, 'A step of a case is never drawn, as the others would be missing: take its tag out.');
    if (own.length > 0 && !core)
      problems.add(file, line, 'A local question is asked wherever it can be, and never drawn: take its tag out.');
  }
}
