import type { FieldError } from '../../platform/http/form.js';

interface Choice {
  value: string;
  text: string;
}

/** A place to choose in a list of links. */
export interface FoundPlace {
  name: string;
  href: string;
  place: string | null;
  fictional: boolean;
  closed: boolean;
}

/** Where do you work? A search, what it found, and the way for those whose workplace is in no directory. */
export interface WorkplaceSearchView {
  action: string;
  /** Where somebody who registers wants to go on; null for nowhere. */
  next: string | null;
  text: string | null;
  errors: FieldError[];
  searched: boolean;
  total: number;
  found: FoundPlace[];
  elsewhereHref: string;
}

/** A Trust that has closed: who runs its services now? */
export interface SuccessorsView {
  name: string;
  /** Civil date. */
  closedOn: string;
  /** True after a split: the person says which. */
  several: boolean;
  successors: { name: string; href: string }[];
  searchHref: string;
  elsewhereHref: string;
}

/** The fields for a workplace that is not in the directory. */
export interface ElsewhereView {
  kinds: Choice[];
  nations: Choice[];
  areas: Choice[];
}

export interface ChosenOrganisation {
  code: string;
  name: string;
  fictional: boolean;
}

/** How far the choice of a workplace has come. */
export type WorkplaceChoice =
  | { step: 'search'; search: WorkplaceSearchView }
  | { step: 'successors'; closed: SuccessorsView }
  | { step: 'organisation'; organisation: ChosenOrganisation }
  | { step: 'elsewhere'; elsewhere: ElsewhereView };
