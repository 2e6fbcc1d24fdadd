import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { Source } from '../courses.types.js';

/**
 * How an address answered. `closed`: its server turns programs away, so a person has to look. `unreachable`: no answer
 * this time, which may be the network's fault.
 */
export const linkStates = ['answers', 'moved', 'dead', 'closed', 'unreachable'] as const;
export type LinkState = (typeof linkStates)[number];

/** What the register says of a source. A change keeps all of it. */
export type SourceFields = Omit<Source, 'id'> & { ownerId: string | null };

/** An entry of the legal register. */
export interface RegisterEntry extends SourceFields {
  id: string;
  key: string;
  number: number;
  ownerName: string | null;
  linkState: LinkState | null;
  linkStatus: number | null;
  linkLeadsTo: string | null;
  linkCheckedAt: Date | null;
  linkSince: Date | null;
}

export interface RegisterChange {
  number: number;
  fields: SourceFields;
  note: string | null;
  madeAt: Date;
  /** Null when it came with a course. */
  madeBy: string | null;
  ownerName: string | null;
}

/** What a course's newest version says of a source. */
export interface SourceInCourse {
  slug: string;
  title: string;
  number: number;
  source: Source;
}

/** How an address answered, once asked. */
export interface LinkAnswer {
  state: LinkState;
  status: number | null;
  leadsTo: string | null;
}

/** How many days an entry may go unread before it is to be looked up again. */
export const LOOK_UP_MONTHS = 12;

export interface RegisterFilter {
  text: string;
  kind: Source['kind'] | '';
  nation: Source['nation'] | '';
  show: 'all' | 'links' | 'old' | 'unowned' | 'mine';
}

export interface AskedOf {
  personId: string;
  today: CivilDate;
}
