import { dateInWords } from '../platform/civil-date.rules.js';
import type { FactSource, Standing } from './policies.types.js';

/** How good a fact is, in words with the date that goes with it. */
export function standingInWords(fact: { standing: Standing; agesFrom: string | null; source: FactSource }): string {
  const seen = fact.source.seenOn === null ? '' : `, as seen on ${dateInWords(fact.source.seenOn)}`;
  const dated = fact.agesFrom === null ? 'undated' : `of ${dateInWords(fact.agesFrom)}`;
  switch (fact.standing) {
    case 'confirmed':
      return `Confirmed by the Trust${fact.agesFrom === null ? '' : ` on ${dateInWords(fact.agesFrom)}`}`;
    case 'foi_reply':
      return `Freedom of Information reply, ${dated}`;
    case 'published':
      return `Published by the Trust, ${dated}${seen}`;
    case 'published_regionally':
      return `Published regionally, ${dated}${seen}`;
    case 'archived':
      return `Archived copy, ${dated}, unconfirmed`;
  }
}
