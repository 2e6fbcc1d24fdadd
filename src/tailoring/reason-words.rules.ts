import { professionName } from '../accounts/account-words.rules.js';
import { nationName, sectorName } from '../organisations/organisation-words.rules.js';
import type { PolicyProfile, ProfileFact } from '../policies/policies.types.js';
import { standingInWords } from '../policies/standing-words.rules.js';
import type { Condition } from './audience.rules.js';
import { mayInstruct } from './may-instruct.rules.js';
import { factOf, questionOf, saysSomething } from './question.rules.js';
import type { PlaceCondition, QuestionCondition, TailoredBlock, TailoringContext, Truth } from './tailoring.types.js';

/** What is the case with a condition, as a sentence for the learner that begins with "Because". */
export function reasonInWords(
  condition: Condition,
  truth: Truth,
  context: TailoringContext,
  mode: TailoredBlock['mode'],
): string {
  return sentence(
    'question' in condition ? questionReason(condition, truth, context, mode) : placeReason(condition, context),
  );
}

const sentence = (words: string): string => `Because ${words.replace(/[\s.]+$/, '')}.`;

function placeReason(condition: PlaceCondition, context: TailoringContext): string {
  const organisation = context.profile?.organisation;
  switch (condition.kind) {
    case 'nation':
      return `you work in ${nationName(context.nation)}`;
    case 'profession':
      return `you gave your profession as “${professionName(context.profession)}”`;
    case 'region':
      return areaReason('NHS England region', context.regionCode, organisation?.regionName ?? null, context);
    case 'icb':
      return areaReason('integrated care board', context.icbCode, organisation?.icbName ?? null, context);
    case 'organisation':
      return organisation ? `you work at ${organisation.name}` : 'we hold no organisation of our directory for you';
    case 'sector':
      if (!organisation) return 'we do not know what kind of organisation you work for';
      return organisation.sector === null
        ? `we do not know what kind of services ${organisation.name} mainly runs`
        : `we list ${organisation.name} under “${sectorName(organisation.sector)}”`;
  }
}

function areaReason(kind: string, code: string | null, name: string | null, context: TailoringContext): string {
  if (code !== null) return `you work in the area of this ${kind}: ${name ?? code}`;
  return context.nation === 'england'
    ? `we do not know in which ${kind} you work`
    : `you work in ${nationName(context.nation)}, which has no ${kind}`;
}

function questionReason(
  condition: QuestionCondition,
  truth: Truth,
  context: TailoringContext,
  mode: TailoredBlock['mode'],
): string {
  const { profile } = context;
  if (!profile) return 'we hold nothing about the policy of the place where you work';
  const about = questionOf(profile, condition.question);
  if (!about) return 'this rests on a question about policies that we no longer ask';
  const fact = factOf(profile, condition.question);
  const refusals =
    fact && mode === 'instructs' && saysSomething(fact)
      ? mayInstruct(fact, context.on, context.factAgeLimitMonths)
      : [];
  if (refusals.length > 0)
    return `we do not rely on what we hold about ${profile.organisation.name} on “${about.shortName}” to tell you what to do: ${refusals.join('; ')}`;
  if (
    fact &&
    condition.kind === 'older_than' &&
    truth !== 'unknown' &&
    fact.state !== 'absent' &&
    about.kind !== 'date'
  )
    return `what we hold about ${profile.organisation.name} on “${about.shortName}” is ${truth === 'true' ? 'undated or ' : 'not '}more than ${String(condition.months)} months old`;
  return factInWords(profile, about.shortName, fact);
}

/** What is known of a Trust's answer to one question and how well, without a full stop. Fact undefined: nothing is. */
export function factInWords(profile: PolicyProfile, about: string, fact: ProfileFact | undefined): string {
  const { name } = profile.organisation;
  if (!fact) return `we do not know what the policy of ${name} says about “${about}”`;
  if (fact.conflicting) return `sources disagree on what the policy of ${name} says about “${about}”`;
  const standing = standingInWords(fact);
  switch (fact.state) {
    case 'stated':
    case 'partial': {
      const part = fact.state === 'partial' ? ', in part,' : '';
      const answer = (fact.valueInWords ?? fact.paraphrase ?? 'there is an answer').replace(/[\s.]+$/, '');
      return `${voiceOf(profile, fact)} says${part} on “${about}”: ${answer}. ${standing}`;
    }
    case 'absent':
      return `${voiceOf(profile, fact)} was read and says nothing about “${about}”. ${standing}`;
    case 'unclear':
      return `what we read of the policy of ${name} about “${about}” is unclear`;
    case 'not_held':
      return `${name} says that it holds nothing about “${about}”`;
    case 'refused':
      return `${name} declined to say what its policy says about “${about}”`;
    case 'awaiting':
      return `we have asked ${name} about “${about}” and have no answer yet`;
  }
}

/** Who it is that says what a fact says: a regional guideline or an old copy is not the Trust's policy today. */
export function voiceOf(profile: PolicyProfile, fact: ProfileFact): string {
  const { name } = profile.organisation;
  const whose = fact.fromPredecessor ? `${fact.fromPredecessor.name}, from before ${name},` : name;
  if (fact.standing === 'archived') return `an archived copy of the policy of ${whose}`;
  if (fact.standing === 'published_regionally') return `regional guidance for ${whose}`;
  return `the policy of ${whose}`;
}
