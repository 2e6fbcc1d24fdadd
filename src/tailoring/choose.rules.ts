import { addDays, type CivilDate } from '../platform/civil-date.rules.js';
import { type Condition, conditionsOf, evaluate, type Finding } from './audience.rules.js';
import { factOf, turningDays } from './question.rules.js';
import { reasonInWords } from './reason-words.rules.js';
import { type Choice, DEFAULT_VARIANT, type TailoredBlock, type TailoringContext } from './tailoring.types.js';

type Answer = Omit<Choice, 'holdsUntil'>;

/** No day that we can write comes after it. */
const LAST_DAY = '9999-12-31';

/**
 * Which variant of a tailored block this learner gets: the first whose rule is definitely true, else the default; why, in
 * words; and until when the same context is answered the same. Pure; never throws.
 */
export function choose(block: TailoredBlock, context: TailoringContext): Choice {
  const answer = answerOn(block, context);
  return { ...answer, holdsUntil: lastDayOf(answer, block, context) };
}

function answerOn(block: TailoredBlock, context: TailoringContext): Answer {
  const missed: Finding['because'] = [];
  for (const { key, when } of block.variants) {
    const { truth, because } = evaluate(when, context, block.mode);
    if (truth === 'true') return explained(key, because, block, context);
    missed.push(...because);
  }
  return explained(DEFAULT_VARIANT, missed, block, context);
}

function explained(
  variant: string,
  because: Finding['because'],
  block: TailoredBlock,
  context: TailoringContext,
): Answer {
  const reasons = because.map(({ condition, truth }) => reasonInWords(condition, truth, context, block.mode));
  const keys = because.flatMap(({ condition }) => ('question' in condition ? [condition.question] : []));
  return {
    variant,
    reasons: reasons.length > 0 ? [...new Set(reasons)] : ['Because this part is the same for everyone.'],
    facts: [...new Set(keys)].filter((key) => factOf(context.profile, key) !== undefined),
  };
}

/** Between two turning days nothing changes, so it is enough to look at the day after each of them. */
function lastDayOf(answer: Answer, block: TailoredBlock, context: TailoringContext): CivilDate | null {
  const days = block.variants
    .flatMap(({ when }) => conditionsOf(when))
    .flatMap((condition: Condition) => ('question' in condition ? turningDays(condition, context, block.mode) : []))
    .filter((day) => day >= context.on && day < LAST_DAY);
  const same = JSON.stringify(answer);
  const isLast = (day: CivilDate) => JSON.stringify(answerOn(block, { ...context, on: addDays(day, 1) })) !== same;
  return [...new Set(days)].sort().find(isLast) ?? null;
}
