import { nationName } from '../../organisations/organisation-words.rules.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { webAddress } from '../../policies/fact-words.rules.js';
import type { PolicyDocument, PolicyProfile, ProfileFact } from '../../policies/policies.types.js';
import { titleOf } from '../../policies/fact-words.rules.js';
import { standingInWords } from '../../policies/standing-words.rules.js';
import { mayInstruct } from '../../tailoring/may-instruct.rules.js';
import { FACT_AGE_LIMIT_MONTHS } from '../../policies/fact-age.rules.js';
import { trustsPaths } from '../paths.js';
import type { TrustRecord } from '../trust-page/trust-record.js';
import type { CardLaw, NationLaw } from './card-law.js';

interface Contact {
  title: string;
  /** Null: nobody knows; a line is left to write on. */
  text: string | null;
  standing: string | null;
}

export interface CardView {
  title: string;
  trustHref: string;
  organisation: string;
  fictional: boolean;
  nation: string;
  law: string;
  lawHref: string;
  steps: NationLaw['steps'];
  doubt: string[];
  contacts: Contact[];
  policy: { text: string; href: string | null; standing: string } | null;
  reviewed: string | null;
  /** "24 November 2026" */
  printedOn: string;
}

export const cardPage = definePage<CardView>('trusts/card', 'layouts/plain');

export function cardView({ organisation, profile, documents }: TrustRecord, law: CardLaw, on: CivilDate): CardView {
  const nationLaw = law.of(organisation.nation);
  return {
    title: `Advance decisions: ${organisation.name}`,
    trustHref: trustsPaths.trust(organisation.code),
    organisation: organisation.name,
    fictional: organisation.fictional,
    nation: nationName(organisation.nation),
    law: nationLaw.law,
    lawHref: nationLaw.url,
    steps: nationLaw.steps,
    doubt: nationLaw.doubt,
    contacts: [
      contact('Who checks it here', 'validity_check_role', profile, on),
      contact('In doubt or dispute, tell', 'dispute_escalation', profile, on),
      contact('Mental capacity lead (role or team)', 'mca_lead', profile, on),
      contact('Where it is recorded', 'record_location', profile, on),
    ],
    policy: livePolicy(profile, documents, on),
    reviewed: law.reviewed,
    printedOn: dateInWords(on),
  };
}

/** Only what may tell somebody what to do: a card is read in a hurry. */
function reliable(profile: PolicyProfile | null, key: string, on: CivilDate): ProfileFact | null {
  const fact = profile?.facts[key];
  if (fact?.state !== 'stated' || fact.valueInWords === null) return null;
  return mayInstruct(fact, on, FACT_AGE_LIMIT_MONTHS).length === 0 ? fact : null;
}

function contact(title: string, key: string, profile: PolicyProfile | null, on: CivilDate): Contact {
  const fact = reliable(profile, key, on);
  return { title, text: fact?.valueInWords ?? null, standing: fact && standingInWords(fact) };
}

/** Where the Trust's own policy is: what its address says, else a document on advance decisions that the Trust publishes. */
function livePolicy(
  profile: PolicyProfile | null,
  documents: readonly PolicyDocument[],
  on: CivilDate,
): CardView['policy'] {
  const fact = reliable(profile, 'public_url', on);
  if (fact?.valueInWords) {
    return { text: fact.valueInWords, href: webAddress(fact.valueInWords), standing: standingInWords(fact) };
  }
  const published = documents.find(
    (document) => document.standing === 'published' && document.subject === 'advance_decision' && document.url !== null,
  );
  if (!published) return null;
  return {
    text: titleOf(published),
    href: published.url,
    standing: standingInWords({ ...published, agesFrom: published.documentDate, source: published }),
  };
}
