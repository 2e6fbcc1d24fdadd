import { dateInWords, earliestDay, latestDay } from '../../platform/civil-date.rules.js';
import {
  type FactValue,
  type PolicyProfile,
  type PolicyQuestion,
  type ProfileFact,
  type RecordedFact,
  standings,
} from '../policies.types.js';

/** The facts of a profile, by the key of their question. */
export type ProfileFacts = Record<string, ProfileFact>;

type Question = Pick<PolicyQuestion, 'key' | 'kind' | 'options' | 'retired'>;

/**
 * What holds for an organisation: on each question the best standing wins, then the newest document. An equally good
 * source that says otherwise makes it conflicting. Only verified facts count. Where nothing is left and the organisation
 * has predecessors, theirs stand in if they agree, marked as theirs.
 * @param facts what is recorded about the organisation itself
 * @param predecessors the organisations whose services it took over, with what held for them
 */
export function profileFacts(
  questions: readonly Question[],
  facts: readonly RecordedFact[],
  predecessors: readonly { code: string; name: string; facts: ProfileFacts }[],
): ProfileFacts {
  const chosen: ProfileFacts = {};
  for (const question of questions.filter(({ retired }) => !retired)) {
    const own = facts.filter((fact) => fact.key === question.key && fact.verifiedOn !== null);
    const fact = winner(question, own) ?? inherited(question, predecessors);
    if (fact) chosen[question.key] = fact;
  }
  return chosen;
}

function winner(question: Question, verified: readonly RecordedFact[]): ProfileFact | undefined {
  const [best, ...others] = [...verified].sort(byWorth);
  if (!best) return undefined;
  const disagreeing = others.some((other) => equallyGood(best, other) && disagree(question, best, other));
  return {
    factId: best.id,
    key: question.key,
    state: best.state,
    value: best.value,
    valueInWords: valueInWords(question, best.value),
    quote: best.quote,
    paraphrase: best.paraphrase,
    locator: best.locator,
    standing: best.standing,
    agesFrom: best.agesFrom,
    conflicting: disagreeing,
    fromPredecessor: null,
    source: best.source,
  };
}

/** The best first. Of equally good ones the fuller answer, then the one recorded last, so that the order is always the same. */
function byWorth(a: RecordedFact, b: RecordedFact): number {
  return (
    standings.indexOf(a.standing) - standings.indexOf(b.standing) ||
    newness(b).localeCompare(newness(a)) ||
    Number(b.state === 'stated') - Number(a.state === 'stated') ||
    b.recordedAt.getTime() - a.recordedAt.getTime() ||
    a.id.localeCompare(b.id)
  );
}

const newness = (fact: RecordedFact): string => (fact.agesFrom === null ? '' : latestDay(fact.agesFrom));

/** Neither has the better standing, and neither is certainly the newer: a month and a day in it cannot be told apart. */
function equallyGood(a: RecordedFact, b: RecordedFact): boolean {
  if (a.standing !== b.standing) return false;
  if (a.agesFrom === null || b.agesFrom === null) return a.agesFrom === b.agesFrom;
  return earliestDay(a.agesFrom) <= latestDay(b.agesFrom) && earliestDay(b.agesFrom) <= latestDay(a.agesFrom);
}

const answers = (state: RecordedFact['state']): boolean => state === 'stated' || state === 'partial';

/** Answers in words cannot be compared by a rule: two of them never disagree, unless one says that there is no answer. */
function disagree(
  question: Question,
  a: Pick<ProfileFact, 'state' | 'value'>,
  b: Pick<ProfileFact, 'state' | 'value'>,
): boolean {
  if (answers(a.state) !== answers(b.state)) return true;
  if (!answers(a.state)) return a.state !== b.state;
  if (question.kind === 'text' || a.value === null || b.value === null) return false;
  return canonical(a.value) !== canonical(b.value);
}

const canonical = (value: FactValue): string =>
  JSON.stringify(Array.isArray(value) ? [...new Set(value)].sort() : value);

function inherited(
  question: Question,
  predecessors: readonly { code: string; name: string; facts: ProfileFacts }[],
): ProfileFact | undefined {
  const known = predecessors.flatMap(({ code, name, facts }) => {
    const fact = facts[question.key];
    return fact ? [{ from: fact.fromPredecessor ?? { code, name }, fact }] : [];
  });
  const [first, ...others] = known;
  if (!first || known.some(({ fact }) => fact.conflicting)) return undefined;
  return others.some(({ fact }) => !agree(first.fact, fact))
    ? undefined
    : { ...first.fact, fromPredecessor: first.from };
}

/** Whether two predecessors say the same. Answers in words alone agree when the words do: one may not stand in for both. */
function agree(a: ProfileFact, b: ProfileFact): boolean {
  if (a.state !== b.state || canonical(a.value) !== canonical(b.value)) return false;
  return !answers(a.state) || a.value !== null || (a.paraphrase ?? a.quote) === (b.paraphrase ?? b.quote);
}

/** An answer's value as people read it: labels of options, dates in words. Null where there is no value. */
export function valueInWords(question: Pick<Question, 'kind' | 'options'>, value: FactValue): string | null {
  if (value === null || value.length === 0) return null;
  const label = (option: string) => question.options.find((one) => one.value === option)?.label ?? option;
  if (Array.isArray(value)) return value.map(label).join('; ');
  if (question.kind === 'date') return dateInWords(value);
  return question.kind === 'text' ? value : label(value);
}

/** Wordings as of now, by key, without retired ones. */
export function questionsOfProfile(
  questions: readonly (Question & Pick<PolicyQuestion, 'wording' | 'shortName'>)[],
): PolicyProfile['questions'] {
  return Object.fromEntries(
    questions
      .filter(({ retired }) => !retired)
      .map(({ key, wording, shortName, kind, options }) => [key, { wording, shortName, kind, options }]),
  );
}
