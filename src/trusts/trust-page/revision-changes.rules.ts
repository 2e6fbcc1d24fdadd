import { shortIcbName } from '../../organisations/organisation-words.rules.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { stateInWords } from '../../policies/fact-words.rules.js';
import type { PolicyProfile, ProfileFact } from '../../policies/policies.types.js';

/** One thing that a revision changed, in words. */
export interface RevisionChange {
  kind: 'new' | 'changed' | 'gone' | 'about';
  /** What it is about: a question, or the organisation itself. */
  subject: string;
  text: string;
}

/**
 * What a revision says that the one before it did not; everything, when it is the first.
 * @param order the keys of questions in the order in which they are told; others follow
 */
export function revisionChanges(
  before: PolicyProfile | null,
  after: PolicyProfile,
  order: readonly string[] = [],
): RevisionChange[] {
  const names = { ...before?.questions, ...after.questions };
  const keys = [
    ...new Set([...order, ...Object.keys(names), ...Object.keys(before?.facts ?? {}), ...Object.keys(after.facts)]),
  ];
  return [
    ...aboutOrganisation(before?.organisation, after.organisation),
    ...keys.flatMap((key) => onQuestion(names[key]?.shortName ?? key, before?.facts[key], after.facts[key])),
    ...reworded(before, after),
  ];
}

function onQuestion(
  subject: string,
  before: ProfileFact | undefined,
  after: ProfileFact | undefined,
): RevisionChange[] {
  if (!after) return before ? [{ kind: 'gone', subject, text: `No longer known. Before: ${answer(before)}.` }] : [];
  const now = sentence(answer(after));
  if (!before) return [{ kind: 'new', subject, text: now }];
  if (answer(before) !== answer(after))
    return [{ kind: 'changed', subject, text: `${now} Before: ${answer(before)}.` }];
  const said = differences(before, after);
  return said.length === 0 ? [] : [{ kind: 'changed', subject, text: said.join(' ') }];
}

/** The same answer may rest on something else. */
function differences(before: ProfileFact, after: ProfileFact): string[] {
  const said: string[] = [];
  if (after.conflicting && !before.conflicting) said.push('Sources now disagree.');
  if (before.conflicting && !after.conflicting) said.push('Sources no longer disagree.');
  if (after.standing !== before.standing) said.push(`The same answer, now ${standingWords[after.standing]}.`);
  else if (after.agesFrom !== before.agesFrom && after.agesFrom !== null)
    said.push(`The same answer, of ${dateInWords(after.agesFrom)}.`);
  else if (after.source.title !== before.source.title) said.push(`The same answer, from another source.`);
  if (before.fromPredecessor && !after.fromPredecessor)
    said.push('It is the Trust’s own now, no longer its predecessor’s.');
  if (
    said.length === 0 &&
    JSON.stringify([after.quote, after.paraphrase]) !== JSON.stringify([before.quote, before.paraphrase])
  )
    said.push('Told in other words.');
  return said;
}

const standingWords = {
  confirmed: 'confirmed by the Trust',
  foi_reply: 'from a Freedom of Information reply',
  published: 'published by the Trust',
  published_regionally: 'published regionally',
  archived: 'from an archived copy',
};

function answer(fact: ProfileFact): string {
  const words = fact.valueInWords ?? fact.paraphrase;
  if (fact.state === 'stated') return bare(words ?? stateInWords(fact.state));
  return bare(words === null ? stateInWords(fact.state) : `${stateInWords(fact.state)} (${bare(words)})`);
}

const bare = (text: string): string => text.replace(/[.\s]+$/, '');
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

type Organisation = PolicyProfile['organisation'];

function aboutOrganisation(before: Organisation | undefined, after: Organisation): RevisionChange[] {
  if (!before) return [];
  const changes: RevisionChange[] = [];
  const about = (subject: string, text: string) => changes.push({ kind: 'about', subject, text });
  if (before.name !== after.name) about('Name', `Now ${after.name}. Before: ${before.name}.`);
  if (before.icbCode !== after.icbCode)
    about(
      'Integrated care board',
      after.icbName === null ? 'No longer in one.' : `Now ${shortIcbName(after.icbName)}.`,
    );
  if (before.regionCode !== after.regionCode)
    about('Region', after.regionName === null ? 'No longer in one.' : `Now ${after.regionName}.`);
  if (before.sector !== after.sector) about('What it mainly does', 'Put right.');
  if (before.closedOn !== after.closedOn)
    about('The organisation', after.closedOn === null ? 'Open again.' : `Closed on ${dateInWords(after.closedOn)}.`);
  return changes;
}

function reworded(before: PolicyProfile | null, after: PolicyProfile): RevisionChange[] {
  if (!before) return [];
  const asked = Object.entries(after.questions).filter(
    ([key, { wording }]) => before.questions[key] !== undefined && before.questions[key].wording !== wording,
  );
  const added = Object.keys(after.questions).filter((key) => before.questions[key] === undefined);
  const gone = Object.keys(before.questions).filter((key) => after.questions[key] === undefined);
  return [
    ...asked.map(([, { shortName, wording }]): RevisionChange => ({
      kind: 'about',
      subject: shortName,
      text: `Asked in other words: ${wording}`,
    })),
    ...(added.length > 0 ? [counted(added.length, 'Asked from now on.')] : []),
    ...(gone.length > 0 ? [counted(gone.length, 'Asked no more.')] : []),
  ];
}

const counted = (count: number, text: string): RevisionChange => ({
  kind: 'about',
  subject: count === 1 ? 'One question' : `${String(count)} questions`,
  text,
});
