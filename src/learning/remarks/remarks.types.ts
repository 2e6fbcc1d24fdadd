import type { Profession } from '../../accounts/accounts.types.js';
import type { Nation } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';

/** What a learner says is the matter with a block. */
export const remarkKinds = ['wrong', 'unclear', 'elsewhere', 'access', 'other'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

/** `agreed`: a change is coming. `fixed`: a published version has it. `kept`: answered, and nothing changes. */
export const remarkStates = ['new', 'agreed', 'fixed', 'kept'] as const;
export type RemarkState = (typeof remarkStates)[number];

/** A remark with all that its pages show. */
export interface Remark {
  id: string;
  kind: RemarkKind;
  words: string;
  sentAt: Date;
  state: RemarkState;
  wantsMail: boolean;
  /** Null once the account is gone. */
  personId: string | null;
  course: { id: string; slug: string; title: string; version: number };
  lesson: { id: string; slug: string; title: string };
  blockKey: string;
  /** Of a tailored block or a fact; null for what everyone reads alike. */
  variant: string | null;
  /** Null for a workplace outside the directory. */
  organisation: { code: string; name: string; fictional: boolean } | null;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
  profession: Profession;
  profileRevisionId: string | null;
  shownOn: CivilDate;
}

export interface RemarkAnswer {
  id: string;
  state: Exclude<RemarkState, 'new'>;
  answer: string;
  /** The version that fixed it. */
  version: number | null;
  answeredAt: Date;
  answeredBy: string | null;
}

export interface RemarkFilter {
  state: RemarkState | null;
  /** Of the course with this slug. */
  course: string | null;
  /** At the organisation with this code. */
  code: string | null;
}
