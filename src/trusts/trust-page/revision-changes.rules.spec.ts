import { describe, expect, it } from '@jest/globals';
import type { PolicyProfile, ProfileFact } from '../../policies/policies.types.js';
import { revisionChanges } from './revision-changes.rules.js';

const fact = (fields: Partial<ProfileFact> = {}): ProfileFact => ({
  factId: 'a fact',
  key: 'copy',
  state: 'stated',
  value: 'yes',
  valueInWords: 'a copy is accepted',
  quote: null,
  paraphrase: null,
  locator: null,
  standing: 'published',
  agesFrom: '2026-01',
  conflicting: false,
  fromPredecessor: null,
  source: { title: 'A policy', url: null, publisher: null, seenOn: null, documentDate: '2026-01' },
  ...fields,
});

const profile = (facts: ProfileFact[], about: Partial<PolicyProfile['organisation']> = {}): PolicyProfile => ({
  revisionId: 'r',
  number: 1,
  madeAt: '2026-11-01T00:00:00Z',
  organisation: {
    id: 'o',
    code: 'ZZ1',
    odsCode: 'ZZ1',
    name: 'Fictional Trust 1',
    nation: 'england',
    regionCode: null,
    regionName: null,
    icbCode: null,
    icbName: null,
    sector: null,
    fictional: true,
    closedOn: null,
    ...about,
  },
  questions: { copy: { wording: 'Is a copy accepted?', shortName: 'Copy', kind: 'text', options: [] } },
  facts: Object.fromEntries(facts.map((one) => [one.key, one])),
});

const told = (before: PolicyProfile | null, after: PolicyProfile) =>
  revisionChanges(before, after).map(({ kind, subject, text }) => `${kind}: ${subject}: ${text}`);

describe('what a revision changed', () => {
  it('is everything at first, and nothing when nothing differs', () => {
    expect(told(null, profile([fact()]))).toEqual(['new: Copy: A copy is accepted.']);
    expect(told(profile([fact()]), profile([fact({ factId: 'read again' })]))).toEqual([]);
  });

  it('is told with what was said before', () => {
    expect(told(profile([fact()]), profile([fact({ valueInWords: 'the original must be seen' })]))).toEqual([
      'changed: Copy: The original must be seen. Before: a copy is accepted.',
    ]);
    expect(told(profile([fact()]), profile([fact({ state: 'absent', value: null, valueInWords: null })]))).toEqual([
      'changed: Copy: The policy does not say. Before: a copy is accepted.',
    ]);
    expect(told(profile([fact()]), profile([]))).toEqual(['gone: Copy: No longer known. Before: a copy is accepted.']);
  });

  it('is that the same answer rests on something better, or is in doubt', () => {
    expect(told(profile([fact()]), profile([fact({ standing: 'confirmed' })]))).toEqual([
      'changed: Copy: The same answer, now confirmed by the Trust.',
    ]);
    expect(told(profile([fact()]), profile([fact({ agesFrom: '2026-10-05' })]))).toEqual([
      'changed: Copy: The same answer, of 5 October 2026.',
    ]);
    expect(told(profile([fact()]), profile([fact({ conflicting: true })]))).toEqual([
      'changed: Copy: Sources now disagree.',
    ]);
    const before = profile([fact({ fromPredecessor: { code: 'ZZ9', name: 'Fictional Trust 9' } })]);
    expect(told(before, profile([fact()]))).toEqual([
      'changed: Copy: It is the Trust’s own now, no longer its predecessor’s.',
    ]);
  });

  it('is also what became of the organisation and of the questions', () => {
    expect(told(profile([]), profile([], { name: 'Fictional Trust 2', closedOn: '2026-03-31' }))).toEqual([
      'about: Name: Now Fictional Trust 2. Before: Fictional Trust 1.',
      'about: The organisation: Closed on 31 March 2026.',
    ]);
    const asked = profile([]);
    asked.questions = {
      ...asked.questions,
      form: { wording: 'Which form?', shortName: 'Form', kind: 'text', options: [] },
    };
    expect(told(profile([]), asked)).toEqual(['about: One question: Asked from now on.']);
  });
});
