import { placeTruth } from './place.rules.js';
import { questionTruth } from './question.rules.js';
import type {
  AudienceRule,
  PlaceCondition,
  QuestionCondition,
  TailoredBlock,
  TailoringContext,
  Truth,
} from './tailoring.types.js';

export type Condition = PlaceCondition | QuestionCondition;

/** What a rule comes to, and the conditions that alone make it so. */
export interface Finding {
  truth: Truth;
  because: { condition: Condition; truth: Truth }[];
}

const opposite: Record<Truth, Truth> = { true: 'false', false: 'true', unknown: 'unknown' };

/** Whether a rule holds, in Kleene's strong three-valued logic: what is unknown decides nothing. Pure; never throws. */
export function evaluate(rule: AudienceRule, context: TailoringContext, mode: TailoredBlock['mode']): Finding {
  switch (rule.kind) {
    case 'not': {
      const { truth, because } = evaluate(rule.rule, context, mode);
      return { truth: opposite[truth], because };
    }
    case 'all':
      return combine(rule.rules, 'false', context, mode);
    case 'any':
      return combine(rule.rules, 'true', context, mode);
    default: {
      const truth = 'question' in rule ? questionTruth(rule, context, mode) : placeTruth(rule, context);
      return { truth, because: [{ condition: rule, truth }] };
    }
  }
}

/** One part that is `decisive` decides; else one that is unknown leaves it open; else all parts together make it so. */
function combine(
  rules: readonly AudienceRule[],
  decisive: 'true' | 'false',
  context: TailoringContext,
  mode: TailoredBlock['mode'],
): Finding {
  const findings = rules.map((rule) => evaluate(rule, context, mode));
  const deciding = findings.find(({ truth }) => truth === decisive);
  if (deciding) return deciding;
  const open = findings.filter(({ truth }) => truth === 'unknown');
  const truth = open.length > 0 ? 'unknown' : opposite[decisive];
  return { truth, because: (open.length > 0 ? open : findings).flatMap(({ because }) => because) };
}

/** Every condition in a rule, from left to right. */
export function conditionsOf(rule: AudienceRule): Condition[] {
  switch (rule.kind) {
    case 'not':
      return conditionsOf(rule.rule);
    case 'all':
    case 'any':
      return rule.rules.flatMap(conditionsOf);
    default:
      return [rule];
  }
}
