import type { AudienceRule } from '../tailoring/tailoring.types.js';
import type { LessonContent } from './courses.types.js';

/**
 * The keys of the policy questions that a lesson addresses: those that it declares, and those on which its blocks show
 * the Trust's answer or are tailored. Lessons of older versions declare none.
 */
export function questionsAddressed(lesson: Pick<LessonContent, 'addresses' | 'blocks'>): string[] {
  const ofBlocks = lesson.blocks.flatMap((block) => {
    if (block.kind === 'fact') return [block.question];
    return block.kind === 'tailored' ? block.variants.flatMap(({ when }) => questionsOf(when)) : [];
  });
  return [...new Set([...(lesson.addresses ?? []), ...ofBlocks])];
}

function questionsOf(rule: AudienceRule): string[] {
  if ('question' in rule) return [rule.question];
  if (rule.kind === 'not') return questionsOf(rule.rule);
  return rule.kind === 'all' || rule.kind === 'any' ? rule.rules.flatMap(questionsOf) : [];
}
