import type { PolicyProfile, ProfileFact, RecordedFact } from '../../policies/policies.types.js';

/** A fact as the page shows it: what is recorded, and whether it is what holds. */
export interface ShownFact extends Omit<
  RecordedFact,
  'organisationId' | 'recordedAt' | 'note' | 'verifiedOn' | 'mayQuote'
> {
  /** A second person compared it with its source. */
  verified: boolean;
  /** It is the best there is on its question, and lessons may use it. */
  holds: boolean;
  conflicting: boolean;
  fromPredecessor: ProfileFact['fromPredecessor'];
}

/**
 * What is known on each question of the profile, in its order: what holds first, then other sources. Questions on which
 * nothing is recorded are listed apart, by key.
 */
export function shownFacts(
  profile: PolicyProfile | null,
  recorded: readonly RecordedFact[],
  keys: readonly string[],
): { known: { key: string; facts: ShownFact[] }[]; unknown: string[] } {
  const known: { key: string; facts: ShownFact[] }[] = [];
  const unknown: string[] = [];
  for (const key of keys) {
    const winner = profile?.facts[key];
    const own = recorded.filter((fact) => fact.key === key);
    const facts = own.map((fact) => shown(fact, winner)).sort((a, b) => Number(b.holds) - Number(a.holds));
    if (winner?.fromPredecessor) facts.unshift(heldFact(winner));
    if (facts.length > 0) known.push({ key, facts });
    else unknown.push(key);
  }
  return { known, unknown };
}

/** What a profile of an earlier day says, question by question. What was not verified then is not in it. */
export function factsOfProfile(
  profile: PolicyProfile | null,
  keys: readonly string[],
): { known: { key: string; facts: ShownFact[] }[]; unknown: string[] } {
  // A question that is asked no more was asked then; one of today may not have been.
  const asked = Object.keys(profile?.questions ?? {});
  const ordered = [...keys.filter((key) => asked.includes(key)), ...asked.filter((key) => !keys.includes(key))];
  const known = ordered.flatMap((key) => {
    const fact = profile?.facts[key];
    return fact ? [{ key, facts: [heldFact(fact)] }] : [];
  });
  return { known, unknown: ordered.filter((key) => !profile?.facts[key]) };
}

function shown(fact: RecordedFact, winner: ProfileFact | undefined): ShownFact {
  const { organisationId: _organisation, recordedAt: _recordedAt, note: _note, verifiedOn, mayQuote, ...rest } = fact;
  const holds = winner?.factId === fact.id;
  return {
    ...rest,
    quote: mayQuote ? rest.quote : null,
    verified: verifiedOn !== null,
    holds,
    conflicting: holds && winner.conflicting,
    fromPredecessor: null,
  };
}

/** A profile does not say whether its sources' own words may be published, so they are left out. */
function heldFact(fact: ProfileFact): ShownFact {
  const { factId, key, state, value, paraphrase, locator, standing, agesFrom, source } = fact;
  const { conflicting, fromPredecessor } = fact;
  const content = { id: factId, key, state, value, quote: null, paraphrase, locator, standing, agesFrom, source };
  return { ...content, verified: true, holds: true, conflicting, fromPredecessor };
}
