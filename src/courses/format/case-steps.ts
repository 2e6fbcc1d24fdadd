import { nationName } from '../../organisations/organisation-words.rules.js';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import type { ParsedQuestion } from './course-files.js';
import type { Problems } from './problems.js';

/**
 * The questions with what a version for another nation takes from the first of its group: its place in a case, and its
 * tags. Steps that cannot be asked one after the other are told.
 */
export function withGroups(questions: readonly ParsedQuestion[], problems: Problems): ParsedQuestion[] {
  const first = new Map<string, ParsedQuestion>();
  for (const question of questions) if (question.key === question.group) first.set(question.group, question);
  const given = questions.map((question): ParsedQuestion => {
    const { caseTitle, after, tags } = { ...first.get(question.group), ...question };
    return { ...question, ...(caseTitle && { caseTitle }), ...(after && { after }), ...(tags && { tags }) };
  });
  checkSteps(given, problems);
  return given;
}

function checkSteps(questions: readonly ParsedQuestion[], problems: Problems): void {
  const groups = [...new Set(questions.map(({ group }) => group))];
  const ofGroup = (group: string) => questions.filter((question) => question.group === group);
  for (const question of questions.filter(({ group, key }) => group === key)) {
    const { key, after, caseTitle } = question;
    const fault = (message: string) => {
      problems.add(question.file, question.line, message);
    };
    if (after === undefined) {
      if (caseTitle !== undefined && !questions.some((other) => other.after === key))
        fault('A case unfolds in steps: write the next one behind it, with after: ' + key + '.');
      continue;
    }
    const [before] = ofGroup(after);
    if (caseTitle !== undefined) fault('Only the first step of a case has its title: take case: or after: out.');
    if (!before) fault(`after names ${after}, and there is no such question.`);
    else if (groups[groups.indexOf(key) - 1] !== after)
      fault(`A step stands directly behind the one that it goes on from. Put it behind ${after}.`);
    else if (before.after === undefined && before.caseTitle === undefined)
      fault(`It goes on from ${after}, which begins no case: give that a line case: and the title of the case.`);
    if ([question, ...(before ? [before] : [])].some(({ core }) => !core))
      fault('A local question may be left out, so that it is no step of a case.');
    const lacking = nationsLacking(ofGroup(key), ofGroup(after));
    if (before && lacking.length > 0)
      fault(
        `Each step of a case is asked in the same nations. Here they differ: ${lacking.map(nationName).join(', ')}.`,
      );
  }
}

function nationsLacking(one: readonly ParsedQuestion[], other: readonly ParsedQuestion[]): Nation[] {
  const asked = (questions: readonly ParsedQuestion[], nation: Nation) =>
    questions.some((question) => question.nations.includes(nation));
  return nations.filter((nation) => asked(one, nation) !== asked(other, nation));
}
