import { stringify } from 'yaml';
import { z } from 'zod';
import type { Condition } from '../../tailoring/audience.rules.js';
import type { AudienceRule, QuestionTest } from '../../tailoring/tailoring.types.js';
import { audienceRule } from '../format/audience-rule.form.js';
import { Problems } from '../format/problems.js';
import { readYaml } from '../format/yaml-part.js';

/** A rule as plain forms build it: conditions side by side, each as it is or turned round. */
export interface FlatRule {
  combine: 'all' | 'any';
  conditions: { not: boolean; condition: Condition }[];
}

/** The rule of a variant, as the file has it under `when:`; undefined when it cannot be understood. */
export function readRule(yaml: string): AudienceRule | undefined {
  return readYaml(yaml, z.strictObject({ when: audienceRule }), { file: '', line: 1 }, new Problems())?.when;
}

/** The rule for forms; undefined when it nests more deeply than forms do, and so is changed as text. */
export function flattened(rule: AudienceRule): FlatRule | undefined {
  const one = (part: AudienceRule): FlatRule['conditions'][number] | undefined => {
    const inner = part.kind === 'not' ? part.rule : part;
    return inner.kind === 'all' || inner.kind === 'any' || inner.kind === 'not'
      ? undefined
      : { not: part.kind === 'not', condition: inner };
  };
  const combine = rule.kind === 'any' ? 'any' : 'all';
  const parts = rule.kind === 'all' || rule.kind === 'any' ? rule.rules : [rule];
  const conditions = parts.flatMap((part) => one(part) ?? []);
  return conditions.length === parts.length ? { combine, conditions } : undefined;
}

/** The rule that it stands for; undefined without a condition. */
export function unflattened({ combine, conditions }: FlatRule): AudienceRule | undefined {
  const rules = conditions.map(({ not, condition }): AudienceRule =>
    not ? { kind: 'not', rule: condition } : condition,
  );
  return rules.length > 1 ? { kind: combine, rules } : rules[0];
}

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
