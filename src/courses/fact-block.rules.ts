import { type CivilDate, dateInWords } from '../platform/civil-date.rules.js';
import { lastYoungDay } from '../policies/fact-age.rules.js';
import type { PolicyProfile, ProfileFact, QuestionKind } from '../policies/policies.types.js';
import { factOf, questionOf } from '../tailoring/question.rules.js';
import type { TailoringContext } from '../tailoring/tailoring.types.js';
import type { ShownBlock } from './courses.types.js';
import type { FactState, LessonBlock, RenderedBlock } from './lesson-blocks.types.js';
import type { LocalVoice } from './local-facts.types.js';
import { escapeHtml } from './escape-html.rules.js';
import { provenanceOf } from './fact-provenance.rules.js';

type FactBlock = Extract<LessonBlock, { kind: 'fact' }>;

/** A block as it is shown, what is kept of that, and until when time alone leaves it as it is (null: always). */
export interface Shown<Block extends RenderedBlock = RenderedBlock> {
  block: Block;
  shown: ShownBlock | null;
  holdsUntil: CivilDate | null;
}

/**
 * What the learner's own Trust says on one question, or that it is not known. The author's wording is used where the
 * answer is the Trust's own; an old copy, a regional guideline and a predecessor's policy are worded as what they are.
 */
export function renderFact(
  block: FactBlock,
  context: TailoringContext,
): Shown<Extract<RenderedBlock, { kind: 'fact' }>> {
  const { profile } = context;
  const fact = factOf(profile, block.question);
  const state = stateOf(fact);
  return {
    block: {
      kind: 'fact',
      key: block.key,
      voice: voiceOf(profile),
      known: state === 'stated' || state === 'partial' || state === 'absent',
      html: factHtml(block, profile, fact, state),
      why: { reasons: [reason(profile, fact)] },
      provenance: fact ? [provenanceOf(fact, context)] : [],
    },
    shown: { blockKey: block.key, variant: state, factIds: fact ? [fact.factId] : [] },
    holdsUntil: fact ? lastDayOfProvenance(fact, context) : null,
  };
}

/** The Trust as the voice of local policy names it; null when the learner has none whose policy we hold. */
export function voiceOf(profile: PolicyProfile | null): LocalVoice | null {
  return profile && { organisation: profile.organisation.name, fictional: profile.organisation.fictional };
}

/** The last day on which a fact's provenance reads the same: on the day after, it is called old. */
export function lastDayOfProvenance(fact: ProfileFact, context: TailoringContext): CivilDate | null {
  if (fact.standing === 'archived') return null;
  const last = lastYoungDay(fact.agesFrom, context.factAgeLimitMonths);
  return last !== null && last >= context.on ? last : null;
}

function stateOf(fact: ProfileFact | undefined): FactState {
  if (!fact) return 'unknown';
  if (fact.conflicting) return 'unclear';
  const answers = fact.state === 'stated' || fact.state === 'partial';
  return answers && answerOf(fact) === null ? 'unclear' : fact.state;
}

const answerOf = (fact: ProfileFact): string | null => fact.valueInWords ?? fact.paraphrase ?? fact.quote;

function reason(profile: PolicyProfile | null, fact: ProfileFact | undefined): string {
  if (!profile) return 'Because we hold no policy of the place where you work.';
  const held = fact ? 'this is what we hold about it' : 'we hold nothing that was checked on this point';
  return `Because you work at ${profile.organisation.name}, and ${held}.`;
}

function factHtml(
  block: FactBlock,
  profile: PolicyProfile | null,
  fact: ProfileFact | undefined,
  state: FactState,
): string {
  const answer = fact && escapeHtml((answerOf(fact) ?? '').replace(/[\s.]+$/, ''));
  const own = !fact || (ownPolicy(fact) && !fact.conflicting);
  const authored = own && Object.hasOwn(block.wordings, state) ? block.wordings[state] : undefined;
  // As a function: in a plain replacement text, "$&" in an answer would be read as a pattern.
  const html =
    authored?.replaceAll('{{answer}}', () => answer ?? '') ?? builtIn(block, profile, fact, state, answer ?? '');
  return html + nuance(fact, state, questionOf(profile, block.question)?.kind);
}

const ownPolicy = (fact: ProfileFact): boolean =>
  fact.fromPredecessor === null && fact.standing !== 'archived' && fact.standing !== 'published_regionally';

/** An option's label is short: what the source says in its words, or in ours, says more. An answer in words is in ours. */
function nuance(fact: ProfileFact | undefined, state: FactState, kind: QuestionKind | undefined): string {
  if (!fact || fact.valueInWords === null || (state !== 'stated' && state !== 'partial')) return '';
  if (fact.quote !== null) return `<p class="bh-meta">In its own words: “${escapeHtml(fact.quote)}”</p>`;
  if (fact.paraphrase === null || kind === 'text') return '';
  return `<p class="bh-meta">In our words: ${escapeHtml(fact.paraphrase)}</p>`;
}

/** The product's own wording, where the author gave none or may not speak for the source. `answer` is HTML. */
function builtIn(
  block: FactBlock,
  profile: PolicyProfile | null,
  fact: ProfileFact | undefined,
  state: FactState,
  answer: string,
): string {
  if (!profile)
    return paragraph(
      'We hold no policy of the place where you work, so we cannot tell you what it says on this point. Ask where you work: who leads on mental capacity, and which policy applies to you?',
    );
  const name = escapeHtml(profile.organisation.name);
  const shortName = questionOf(profile, block.question)?.shortName;
  const about = shortName === undefined ? 'on this point' : `about “${escapeHtml(shortName)}”`;
  if (fact?.conflicting)
    return paragraph(`The sources that we hold disagree on what the policy of ${name} says ${about}. ${ASK}`);
  switch (state) {
    case 'stated':
    case 'partial':
      return fact ? paragraph(said(fact, name, about, answer, state)) : '';
    case 'absent':
      return paragraph(
        fact && !ownPolicy(fact)
          ? `${sourceOf(fact, name)} says nothing ${about}. ${inForce(fact, name)}`
          : `The policy of ${name} was read and says nothing ${about}. The law of your nation applies, as everywhere.`,
      );
    case 'unclear':
      return paragraph(`What we read of the policy of ${name} ${about} is unclear. ${ASK}`);
    case 'not_held':
      return paragraph(`${name} was asked, and says that it holds nothing ${about}. ${ASK}`);
    case 'refused':
      return paragraph(`${name} was asked, and declined to say what its policy says ${about}. ${ASK}`);
    case 'awaiting':
      return paragraph(`${name} was asked what its policy says ${about}. We have no answer yet. ${ASK}`);
    case 'unknown':
      return paragraph(`We do not know what the policy of ${name} says ${about}. ${ASK}`);
  }
}

const ASK = 'Check your intranet, or ask your Mental Capacity Act lead.';

const paragraph = (html: string): string => `<p>${html}</p>`;

function said(fact: ProfileFact, name: string, about: string, answer: string, state: FactState): string {
  const verb = fact.standing === 'archived' || fact.fromPredecessor ? 'said' : 'says';
  const part = state === 'partial' ? ', in the part that we could read,' : '';
  const more = ownPolicy(fact) ? '' : ` ${inForce(fact, name)}`;
  return `${sourceOf(fact, name)} ${verb}${part} ${about}: <strong>${answer}</strong>.${more}`;
}

function sourceOf(fact: ProfileFact, name: string): string {
  const whose = fact.fromPredecessor ? escapeHtml(fact.fromPredecessor.name) : name;
  switch (fact.standing) {
    case 'archived': {
      const date = fact.source.documentDate;
      return `An archived copy of the policy of ${whose} (${date === null ? 'undated' : `document of ${dateInWords(date)}`})`;
    }
    case 'published_regionally':
      return `Regional guidance that covers ${whose}`;
    default:
      return `The policy of ${whose}`;
  }
}

function inForce(fact: ProfileFact, name: string): string {
  if (fact.fromPredecessor)
    return `${escapeHtml(fact.fromPredecessor.name)} ran these services before ${name}; we do not know whether ${name} kept it. ${ASK}`;
  if (fact.standing === 'archived') return 'We do not know whether it is in force: check your intranet.';
  return `We do not know what ${name} itself says. ${ASK}`;
}
