import type { Standing } from '../policies/policies.types.js';

/** Where a local fact comes from, for views/components/provenance.hbs. */
export interface Provenance {
  standing: Standing;
  /** The standing in words, with its date. */
  text: string;
  source: { title: string; href: string | null } | null;
  /** Age, locator or a warning; null when there is nothing to add. */
  detail: string | null;
}

/** A Trust as the voice of local policy names it. */
export interface LocalVoice {
  organisation: string;
  fictional: boolean;
}
