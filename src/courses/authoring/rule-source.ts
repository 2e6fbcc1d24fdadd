import { stringify } from 'yaml';
import { z } from 'zod';
import type { Condition } from '../../tailoring/audience.rules.js';
import type { AudienceRule, QuestionTest } from '../../tailoring/tailoring.types.js';
import { audienceRule } from '../format/audience-rule.form.js';
import { Problems } from '../format/problems.js';
import { readYaml } from '../format/yaml-part.js';

/**
 * A rule as plain forms build it: conditions side by side, each as it is or turned round. One that is `joined` stands in
 * brackets with the condition before it; within brackets the other way of combining holds.
 */
export interface FlatRule {
  combine: 'all' | 'any';
  conditions: { not: boolean; joined: boolean; condition: Condition }[];
}

/** The rule of a variant, as the file has it under `when:`; undefined when it cannot be understood. */
export function readRule(yaml: string): AudienceRule | undefined {
  return readYaml(yaml, z.strictObject({ when: audienceRule }), { file: '', line: 1 }, new Problems())?.when;
}

/** The rule for forms; undefined when it nests more deeply than forms do, and so is changed as text. */
export function flattened(rule: AudienceRule): FlatRule | undefined {
  const combine = rule.kind === 'any' ? 'any' : 'all';
  const conditions: FlatRule['conditions'] = [];
  for (const part of rule.kind === combine ? rule.rules : [rule]) {
    for (const [place, one] of (part.kind === within(combine) ? part.rules : [part]).entries()) {
      const condition = one.kind === 'not' ? one.rule : one;
      if (condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'not') return undefined;
      conditions.push({ not: one.kind === 'not', joined: place > 0, condition });
    }
  }
  return { combine, conditions };
}

/** The rule that it stands for; undefined without a condition. */
export function unflattened({ combine, conditions }: FlatRule): AudienceRule | undefined {
  const brackets: AudienceRule[][] = [];
  for (const { not, joined, condition } of conditions) {
    const one: AudienceRule = not ? { kind: 'not', rule: condition } : condition;
    const bracket = joined ? brackets.at(-1) : undefined;
    if (bracket) bracket.push(one);
    else brackets.push([one]);
  }
  return combined(
    combine,
    brackets.flatMap((rules) => combined(within(combine), rules) ?? []),
  );
}

const within = (combine: FlatRule['combine']): FlatRule['combine'] => (combine === 'all' ? 'any' : 'all');

const combined = (kind: FlatRule['combine'], rules: AudienceRule[]): AudienceRule | undefined =>
  rules.length > 1 ? { kind, rules } : rules[0];

/** The rule as the file has it, under `when:`. */
export function ruleSource(rule: AudienceRule): string {
  return stringify({ when: plain(rule) }).trimEnd();
}

function plain(rule: AudienceRule): Record<string, unknown> {
  switch (rule.kind) {
    case 'not':
      return { not: plain(rule.rule) };
    case 'all':
    case 'any':
      return { [rule.kind]: rule.rules.map(plain) };
    default:
      if (!('question' in rule)) return { [rule.kind]: rule.values.length === 1 ? rule.values[0] : rule.values };
      return { question: rule.question, ...plainTest(rule), ...(rule.orPartial ? { or_partial: true } : {}) };
  }
}

function plainTest(test: QuestionTest): Record<string, unknown> {
  switch (test.kind) {
    case 'is':
      return test.values.length === 1 ? { is: test.values[0] } : { is_one_of: test.values };
    case 'is_known':
    case 'is_unknown':
      return { [test.kind]: true };
    case 'before':
    case 'after':
      return { [test.kind]: test.date };
    case 'older_than':
      return { older_than: test.months };
  }
}
