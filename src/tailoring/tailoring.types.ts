import type { Profession } from '../accounts/accounts.types.js';
import type { Nation, Sector } from '../organisations/organisations.types.js';
import type { CivilDate, PartialDate } from '../platform/civil-date.rules.js';
import type { PolicyProfile } from '../policies/policies.types.js';

/** Who is meant: a tree of conditions. Each of them is true, false or unknown (Kleene's strong three-valued logic). */
export type AudienceRule =
  | { kind: 'all'; rules: AudienceRule[] }
  | { kind: 'any'; rules: AudienceRule[] }
  | { kind: 'not'; rule: AudienceRule }
  | PlaceCondition
  | QuestionCondition;

/** Where and as what the learner works: one of the values. */
export type PlaceCondition =
  | { kind: 'nation'; values: Nation[] }
  | { kind: 'region'; values: string[] }
  | { kind: 'icb'; values: string[] }
  /** By the code of its address: ODS code, else GSS code, else slug. */
  | { kind: 'organisation'; values: string[] }
  | { kind: 'sector'; values: Sector[] }
  | { kind: 'profession'; values: Profession[] };

/**
 * What is known of the Trust's answer to a policy question. Only the answer state *stated* counts, with `orPartial`
 * also *partial*: otherwise a partial answer leaves every test unknown. So does, in a block that instructs, a fact that may
 * not instruct: it is neither relied on nor taken as missing.
 */
export type QuestionCondition = { question: string; orPartial: boolean } & QuestionTest;

export type QuestionTest =
  /** The answer is one of the values, or one of them is among several answers. */
  | { kind: 'is'; values: string[] }
  /** There is an answer. False where the policy was read and is silent. */
  | { kind: 'is_known' }
  /** Nobody knows: no answer, none held, refused, awaited, unclear or conflicting. False where the policy is silent. */
  | { kind: 'is_unknown' }
  /** The date that is the answer lies before the first day, or after the last day, of this date. */
  | { kind: 'before'; date: PartialDate }
  | { kind: 'after'; date: PartialDate }
  /** More months ago than this: the date that is the answer, or for any other question the fact's own age. */
  | { kind: 'older_than'; months: number };

export type Truth = 'true' | 'false' | 'unknown';

/** One wording of a tailored block, for whom its rule is definitely true and no variant before it is. */
export interface Variant {
  key: string;
  when: AudienceRule;
}

/** As much of a tailored block as choosing needs. The default is the variant 'default'. */
export interface TailoredBlock<V extends Variant = Variant> {
  /**
   * 'instructs' says what to do here, and rests only on facts that may instruct (may-instruct.rules.ts). 'informs' may
   * use any verified fact, in words that say how good it is.
   */
  mode: 'instructs' | 'informs';
  variants: V[];
}

/** Everything besides the published version on which a lesson depends. */
export interface TailoringContext {
  /** Null when the learner has no organisation of the directory, or nothing was ever recorded about it. */
  profile: PolicyProfile | null;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
  profession: Profession;
  /** The day on which the lesson is read. */
  on: CivilDate;
  /** No instruction and no question rests on a fact that is older than so many months. */
  factAgeLimitMonths: number;
}

export const DEFAULT_VARIANT = 'default';

export interface Choice {
  /** The key of the variant, or 'default'. */
  variant: string;
  /** Why, in words for the learner. Never empty. */
  reasons: string[];
  /** The last day on which the same context is answered the same; null when time alone never changes it. */
  holdsUntil: CivilDate | null;
  /** The keys of the policy questions whose facts made this variant the one. */
  facts: string[];
}

/** What keeps a block from being published, with its remedy. `variant` null: the block as a whole. */
export interface SoundnessFault {
  variant: string | null;
  message: string;
}

/** Learners who share one context. `context` is theirs whatever the day says about them alone. */
export interface LearnerGroup {
  organisation: { code: string; name: string };
  context: TailoringContext;
  learners: number;
}

/** Who gets a variant (or the default): the organisations, the largest number of learners first. */
export interface VariantReach {
  variant: string;
  learners: number;
  organisations: { code: string; name: string; learners: number }[];
}
