import type { Nation } from '../../src/organisations/organisations.types.js';
import type { PolicyProfile, PolicyQuestion, ProfileFact } from '../../src/policies/policies.types.js';
import type { TailoringContext } from '../../src/tailoring/tailoring.types.js';

const question = (
  key: string,
  shortName: string,
  kind: PolicyQuestion['kind'],
  options: PolicyQuestion['options'] = [],
): PolicyQuestion => ({
  id: key,
  key,
  wording: `${shortName}?`,
  shortName,
  topic: 'policy',
  kind,
  options,
  retired: false,
});

/** Four policy questions, one of each kind. */
export const policyQuestions: PolicyQuestion[] = [
  question('copy_accepted', 'Copy or original', 'choice', [
    { value: 'copy_ok', label: 'a copy or photograph is accepted' },
    { value: 'original_required', label: 'the original document must be seen' },
  ]),
  question('record_location', 'Where it is recorded', 'choices', [
    { value: 'epr_alert', label: 'as an alert in the electronic record' },
    { value: 'epr_document', label: 'as a document in the electronic record' },
    { value: 'other', label: 'somewhere else' },
  ]),
  question('next_review', 'Next review', 'date'),
  question('mca_lead', 'Mental Capacity Act lead', 'text'),
];

/** A confirmed, stated, young answer on copies, unless said otherwise. */
export function aFact(fields: Partial<ProfileFact> = {}): ProfileFact {
  return {
    factId: `fact-${fields.key ?? 'copy_accepted'}`,
    key: 'copy_accepted',
    state: 'stated',
    value: 'copy_ok',
    valueInWords: 'a copy or photograph is accepted',
    quote: null,
    paraphrase: null,
    locator: null,
    standing: 'confirmed',
    agesFrom: '2026-11-02',
    conflicting: false,
    fromPredecessor: null,
    source: { title: 'Advance Decisions Policy', url: null, publisher: null, seenOn: null, documentDate: null },
    ...fields,
  };
}

export function aProfile(
  facts: ProfileFact[] = [],
  organisation: Partial<PolicyProfile['organisation']> = {},
): PolicyProfile {
  return {
    revisionId: 'revision-1',
    number: 1,
    madeAt: '2026-11-02T10:00:00Z',
    organisation: {
      id: 'organisation-1',
      code: 'ZZ1',
      odsCode: 'ZZ1',
      name: 'Riverbank Hospitals',
      nation: 'england',
      regionCode: 'Y60',
      regionName: 'Midlands',
      icbCode: null,
      icbName: null,
      sector: 'acute',
      fictional: true,
      closedOn: null,
      ...organisation,
    },
    questions: Object.fromEntries(policyQuestions.map((one) => [one.key, one])),
    facts: Object.fromEntries(facts.map((fact) => [fact.key, fact])),
  };
}

/** A nurse at an English acute Trust on 24 November 2026, about whose policy these facts are held. */
export function aContext(facts: ProfileFact[] = [], fields: Partial<TailoringContext> = {}): TailoringContext {
  const nation: Nation = fields.nation ?? 'england';
  return {
    profile: aProfile(facts, { nation }),
    nation,
    regionCode: nation === 'england' ? 'Y60' : null,
    icbCode: null,
    profession: 'nurse',
    on: '2026-11-24',
    factAgeLimitMonths: 24,
    ...fields,
  };
}
