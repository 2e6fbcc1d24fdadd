import type { PolicyDocument, PolicyProfile } from '../../policies/policies.types.js';
import { isOld } from '../../policies/fact-age.rules.js';
import { titleOf } from '../../policies/fact-words.rules.js';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { ShownFact } from './trust-facts.rules.js';

/** `/trusts/:code.json`. Areas are codes; null is what is not known or not so. */
export interface TrustData {
  code: string;
  odsCode: string | null;
  name: string;
  fictional: boolean;
  nation: string;
  region: string | null;
  icb: string | null;
  sector: string | null;
  /** Number of the profile's revision; null when none was made. */
  revision: number | null;
  facts: {
    key: string;
    state: string;
    value: string | string[] | null;
    quote: string | null;
    paraphrase: string | null;
    standing: string;
    source: { url: string | null; seenOn: string | null };
    stale: boolean;
    /** Whether a second person compared it with its source. */
    verified: boolean;
    /** Whether it is the best there is on its question. */
    holds: boolean;
    conflicting: boolean;
    /** The code of the predecessor whose fact it is. */
    predecessor: string | null;
  }[];
  documents: {
    title: string;
    reference: string | null;
    version: string | null;
    subject: string;
    effectiveOn: string | null;
    reviewOn: string | null;
    source: { url: string | null; seenOn: string | null };
  }[];
  unknown: string[];
}

export function asTrustData(
  organisation: OrganisationSummary,
  profile: PolicyProfile | null,
  shown: { known: { key: string; facts: ShownFact[] }[]; unknown: string[] },
  documents: readonly PolicyDocument[],
  on: CivilDate,
): TrustData {
  const { code, odsCode, name, fictional, nation, regionCode, icbCode, sector } = organisation;
  return {
    code,
    odsCode,
    name,
    fictional,
    nation,
    region: regionCode,
    icb: icbCode,
    sector,
    revision: profile?.number ?? null,
    facts: shown.known.flatMap(({ facts }) =>
      facts.map((fact) => ({
        key: fact.key,
        state: fact.state,
        value: fact.value,
        quote: fact.quote,
        paraphrase: fact.paraphrase,
        standing: fact.standing,
        source: { url: fact.source.url, seenOn: fact.source.seenOn },
        stale: isOld(fact.agesFrom, on),
        verified: fact.verified,
        holds: fact.holds,
        conflicting: fact.conflicting,
        predecessor: fact.fromPredecessor?.code ?? null,
      })),
    ),
    documents: documents.map((document) => ({
      title: titleOf(document),
      reference: document.attributes.reference,
      version: document.attributes.version,
      subject: document.subject,
      effectiveOn: document.attributes.effectiveOn,
      reviewOn: document.attributes.reviewOn,
      source: { url: document.url, seenOn: document.seenOn },
    })),
    unknown: shown.unknown,
  };
}
