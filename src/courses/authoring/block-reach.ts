import { Injectable } from '@nestjs/common';
import { QuestionsService } from '../../policies/questions.service.js';
import { conditionsOf } from '../../tailoring/audience.rules.js';
import { choose } from '../../tailoring/choose.rules.js';
import { factOf, saysSomething } from '../../tailoring/question.rules.js';
import { reach } from '../../tailoring/reach.rules.js';
import { soundness } from '../../tailoring/soundness.rules.js';
import { DEFAULT_VARIANT, type LearnerGroup, type TailoredBlock } from '../../tailoring/tailoring.types.js';
import { ELSEWHERE, Population } from './population.js';

/** More names than these are counted, not listed. */
const MOST_NAMES = 12;

export interface VariantReached {
  key: string;
  trusts: number;
  learners: number;
  names: string[];
  more: number;
  /** What is wrong with it, with its remedy. */
  faults: string[];
}

export interface BlockReach {
  /** In the order of the block, the default last. */
  variants: VariantReached[];
  /** What is wrong with the block as a whole. */
  faults: string[];
  /** Of so many Trusts something that the block asks is not known. */
  unanswered: number;
  trusts: number;
  /** What somebody reads who works in England at a place of which nothing is known. */
  nobodyKnows: string;
}

/** Who would read which variant of a block, and what is wrong with its rules. */
@Injectable()
export class BlockReaches {
  constructor(
    private readonly population: Population,
    private readonly questions: QuestionsService,
  ) {}

  async of(block: TailoredBlock, factAgeLimitMonths: number): Promise<BlockReach> {
    const [groups, questions] = await Promise.all([this.population.groups(factAgeLimitMonths), this.questions.all()]);
    const faults = soundness(block, questions, factAgeLimitMonths);
    const trusts = groups.filter(({ organisation }) => organisation.code !== ELSEWHERE.code);
    return {
      variants: reach(block, groups).map(({ variant, learners, organisations }) => {
        const named = organisations.filter(({ code }) => code !== ELSEWHERE.code);
        return {
          key: variant,
          learners,
          trusts: named.length,
          names: named.slice(0, MOST_NAMES).map(({ name }) => name),
          more: Math.max(0, named.length - MOST_NAMES),
          faults: faults.filter((fault) => fault.variant === variant).map(({ message }) => message),
        };
      }),
      faults: faults.filter((fault) => fault.variant === null).map(({ message }) => message),
      unanswered: unansweredIn(block, trusts),
      trusts: new Set(trusts.map(({ organisation }) => organisation.code)).size,
      nobodyKnows: this.forNobodyKnown(block, groups, factAgeLimitMonths),
    };
  }

  private forNobodyKnown(block: TailoredBlock, groups: readonly LearnerGroup[], factAgeLimitMonths: number): string {
    const on = groups[0]?.context.on;
    if (on === undefined) return DEFAULT_VARIANT;
    const nowhere = { profile: null, nation: 'england' as const, regionCode: null, icbCode: null };
    return choose(block, { ...nowhere, profession: 'nurse', on, factAgeLimitMonths }).variant;
  }
}

function unansweredIn(block: TailoredBlock, trusts: readonly LearnerGroup[]): number {
  const asked = block.variants.flatMap(({ when }) =>
    conditionsOf(when).flatMap((condition) => ('question' in condition ? [condition.question] : [])),
  );
  if (asked.length === 0) return 0;
  const lacking = trusts.filter(({ context }) =>
    asked.some((key) => {
      const fact = factOf(context.profile, key);
      return !fact || !saysSomething(fact);
    }),
  );
  return new Set(lacking.map(({ organisation }) => organisation.code)).size;
}
