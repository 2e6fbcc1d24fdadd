import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../../organisations/organisations.service.js';
import { QuestionsService } from '../../policies/questions.service.js';
import { DEFAULT_VARIANT, type Variant } from '../../tailoring/tailoring.types.js';
import { coursesPaths } from '../paths.js';
import { BlockReaches, type VariantReached } from './block-reach.js';
import type { BlockFields } from './block-source.js';
import { excerpt } from '../block-words.rules.js';
import { settingsOf } from './course-settings.form.js';
import { DraftFiles } from './draft-files.js';
import { type DraftFile, DraftsQueries } from './drafts.queries.js';
import { readRule, unflattened } from './rule-source.js';
import { type PlaceNames, ruleInWords } from './rule-words.rules.js';
import type { ReachView, VariantsView } from './studio-form.view.js';
import { ruleOf, type RuleChoices, type VariantForm } from './variant.form.js';

type Tailored = Extract<BlockFields, { kind: 'tailored' }>;

/** The name under which a variant that has none yet is reckoned with. */
const UNNAMED = 'this variant';

/** What pages about tailored blocks show beside their forms: rules in English, and who would read what. */
@Injectable()
export class TailoredPages {
  constructor(
    private readonly reaches: BlockReaches,
    private readonly questions: QuestionsService,
    private readonly organisations: OrganisationsService,
    private readonly files: DraftFiles,
    private readonly queries: DraftsQueries,
  ) {}

  file(id: string): Promise<DraftFile> {
    return this.files.known(id);
  }

  async choices(): Promise<RuleChoices> {
    const [questions, regions, icbs] = await Promise.all([
      this.questions.all(),
      this.organisations.regions(),
      this.organisations.icbs(),
    ]);
    return { questions, regions, icbs };
  }

  /** The variants of a block as they stand, each with whom it reaches. */
  async variants(file: DraftFile, pieceId: string, block: Tailored): Promise<VariantsView> {
    const choices = await this.choices();
    const rules = block.variants.map(({ key, rule }) => ({ key, when: readRule(rule) }));
    const known = rules.filter((variant): variant is Variant => variant.when !== undefined);
    const reached = await this.reaches.of({ mode: block.mode, variants: known }, await this.ageLimit(file));
    const of = (key: string) => reached.variants.find((one) => one.key === key);
    return {
      newHref: coursesPaths.newVariant(file.id, pieceId),
      base: String(file.number),
      newAction: coursesPaths.variants(file.id, pieceId),
      variants: block.variants.map(({ key, markdown }, index) => {
        const when = rules[index]?.when;
        return {
          key,
          href: coursesPaths.variant(file.id, pieceId, key),
          rule: when ? `${ruleInWords(when, choices.questions, placesIn(choices))}.` : 'Its rule cannot be understood.',
          excerpt: excerpt(markdown),
          reach: reachInWords(of(key)),
          names: namesInWords(of(key)),
          faults: of(key)?.faults.map(sentence) ?? [],
          moves: coursesPaths.variantMoves(file.id, pieceId, key),
          removals: coursesPaths.variantRemovals(file.id, pieceId, key),
          first: index === 0,
          last: index === block.variants.length - 1,
        };
      }),
      everyoneElse: { reach: reachInWords(of(DEFAULT_VARIANT)), names: namesInWords(of(DEFAULT_VARIANT)) },
      faults: reached.faults.map(sentence),
      unanswered: unansweredInWords(reached),
      nobodyKnows:
        reached.nobodyKnows === DEFAULT_VARIANT
          ? 'the words for everyone else'
          : `the variant “${reached.nobodyKnows}”`,
    };
  }

  /** Whom the variant of a form would reach, as the form stands; null until it has a whole condition. */
  async reachWith(file: DraftFile, block: Tailored, key: string | null, form: VariantForm): Promise<ReachView | null> {
    const choices = await this.choices();
    const { rule, errors } = ruleOf(form, choices);
    const when = errors.length === 0 ? unflattened(rule) : undefined;
    if (!when) return null;
    const name = key ?? UNNAMED;
    const others = block.variants.flatMap((one) => {
      const known = readRule(one.rule);
      return known ? [{ key: one.key, when: one.key === key ? when : known }] : [];
    });
    const variants = key === null ? [...others, { key: name, when }] : others;
    const reached = await this.reaches.of({ mode: block.mode, variants }, await this.ageLimit(file));
    const mine = reached.variants.find((one) => one.key === name);
    const rest = reached.variants.find((one) => one.key === DEFAULT_VARIANT);
    return {
      rule: `${ruleInWords(when, choices.questions, placesIn(choices))}.`,
      reach: reachInWords(mine),
      names: namesInWords(mine),
      faults: [...(mine?.faults ?? []), ...reached.faults].map(sentence),
      everyoneElse: reachInWords(rest),
      unanswered: unansweredInWords(reached),
    };
  }

  private async ageLimit(file: DraftFile): Promise<number> {
    const course = (await this.queries.files(file.draftId)).find(({ name }) => name === 'course.md');
    const months = Number(settingsOf(course?.text ?? '')['fact_age_limit_months']);
    return Number.isInteger(months) && months > 0 ? months : 24;
  }
}

const placesIn = ({ regions, icbs }: RuleChoices): PlaceNames =>
  new Map([...regions, ...icbs].map(({ code, name }) => [code, name]));

const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

function reachInWords(reached: VariantReached | undefined): string {
  if (!reached) return 'Nobody, while its rule cannot be understood';
  const count = (number: number, one: string, many: string) =>
    `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
  return `${count(reached.trusts, 'Trust or board', 'Trusts and boards')}, ${count(reached.learners, 'learner', 'learners')}`;
}

function namesInWords(reached: VariantReached | undefined): string | null {
  if (!reached || reached.names.length === 0) return null;
  return `${reached.names.join('; ')}${reached.more > 0 ? `; and ${String(reached.more)} more` : ''}.`;
}

function unansweredInWords({ unanswered, trusts }: { unanswered: number; trusts: number }): string {
  return unanswered === 0
    ? 'No answer that it asks for is unknown.'
    : `Of ${unanswered.toLocaleString('en-GB')} of ${trusts.toLocaleString('en-GB')} Trusts and boards, an answer that it asks for is not known.`;
}
