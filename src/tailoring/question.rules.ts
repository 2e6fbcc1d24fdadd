import { earliestDay, isPartialDate, latestDay, type PartialDate } from '../platform/civil-date.rules.js';
import { isOld, lastYoungDay, monthsAfter } from '../policies/fact-age.rules.js';
import type { PolicyProfile, ProfileFact, QuestionKind } from '../policies/policies.types.js';
import { mayInstruct } from './may-instruct.rules.js';
import type { QuestionCondition, TailoredBlock, TailoringContext, Truth } from './tailoring.types.js';

const known = (truth: boolean): Truth => (truth ? 'true' : 'false');

/** The fact that holds on a question; undefined when nobody knows, or when the question is asked no more. */
export function factOf(profile: PolicyProfile | null, key: string): ProfileFact | undefined {
  if (!profile || !questionOf(profile, key)) return undefined;
  return Object.hasOwn(profile.facts, key) ? profile.facts[key] : undefined;
}

/** A question as the profile words it; undefined when it is asked no more. */
export function questionOf(profile: PolicyProfile | null, key: string): PolicyProfile['questions'][string] | undefined {
  return profile && Object.hasOwn(profile.questions, key) ? profile.questions[key] : undefined;
}

/** Whether anything can be learned from a fact, whatever it says: conflicting ones count as unclear. */
export const saysSomething = (fact: ProfileFact): boolean =>
  !fact.conflicting && (fact.state === 'stated' || fact.state === 'partial' || fact.state === 'absent');

/** Whether a condition on what the Trust's policy says holds. */
export function questionTruth(
  condition: QuestionCondition,
  context: TailoringContext,
  mode: TailoredBlock['mode'],
): Truth {
  const fact = factOf(context.profile, condition.question);
  if (!fact || !saysSomething(fact)) {
    // Whether we know is itself known.
    return condition.kind === 'is_unknown' ? 'true' : condition.kind === 'is_known' ? 'false' : 'unknown';
  }
  // An answer that nobody may be told to act on is neither relied on nor taken as missing.
  if (mode === 'instructs' && mayInstruct(fact, context.on, context.factAgeLimitMonths).length > 0) return 'unknown';
  if (fact.state === 'absent') return 'false';
  if (fact.state === 'partial' && !condition.orPartial) return 'unknown';
  return answerTruth(condition, fact, questionOf(context.profile, condition.question)?.kind, context);
}

function answerTruth(
  condition: QuestionCondition,
  fact: ProfileFact,
  kind: QuestionKind | undefined,
  context: TailoringContext,
): Truth {
  switch (condition.kind) {
    case 'is_known':
      return 'true';
    case 'is_unknown':
      return 'false';
    case 'is': {
      const values = kind === 'choice' || kind === 'choices' ? [fact.value ?? []].flat() : [];
      if (values.some((value) => condition.values.includes(value))) return 'true';
      // A partial answer may go on where we could not read it.
      return values.length === 0 || fact.state === 'partial' ? 'unknown' : 'false';
    }
    case 'before': {
      const date = dateOf(fact, kind);
      if (date === null || !isPartialDate(condition.date)) return 'unknown';
      if (latestDay(date) < earliestDay(condition.date)) return 'true';
      return earliestDay(date) >= earliestDay(condition.date) ? 'false' : 'unknown';
    }
    case 'after': {
      const date = dateOf(fact, kind);
      if (date === null || !isPartialDate(condition.date)) return 'unknown';
      if (earliestDay(date) > latestDay(condition.date)) return 'true';
      return latestDay(date) <= latestDay(condition.date) ? 'false' : 'unknown';
    }
    case 'older_than': {
      if (kind !== 'date') return known(isOld(fact.agesFrom, context.on, condition.months));
      const date = dateOf(fact, kind);
      if (date === null) return 'unknown';
      if (monthsAfter(latestDay(date), condition.months) < context.on) return 'true';
      return monthsAfter(earliestDay(date), condition.months) >= context.on ? 'false' : 'unknown';
    }
  }
}

/** Days after which, by time alone, the truth of the condition may be another than before. */
export function turningDays(
  condition: QuestionCondition,
  context: TailoringContext,
  mode: TailoredBlock['mode'],
): string[] {
  const fact = factOf(context.profile, condition.question);
  if (!fact) return [];
  const days = mode === 'instructs' ? [lastYoungDay(fact.agesFrom, context.factAgeLimitMonths)] : [];
  if (condition.kind === 'older_than') {
    const date = dateOf(fact, questionOf(context.profile, condition.question)?.kind);
    days.push(lastYoungDay(fact.agesFrom, condition.months));
    if (date) days.push(...[earliestDay(date), latestDay(date)].map((day) => monthsAfter(day, condition.months)));
  }
  return days.filter((day) => day !== null);
}

function dateOf(fact: ProfileFact, kind: QuestionKind | undefined): PartialDate | null {
  return kind === 'date' && typeof fact.value === 'string' && isPartialDate(fact.value) ? fact.value : null;
}
