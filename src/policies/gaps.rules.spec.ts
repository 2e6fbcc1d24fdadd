import { describe, expect, it } from '@jest/globals';
import { type Gap, gapsOf } from './gaps.rules.js';
import type { PolicyDocument, PolicyProfile, ProfileFact } from './policies.types.js';

const ON = '2026-11-24';
const keys = [
  'policy_exists',
  'lst_formalities_stated',
  'lpa_check_required',
  'dispute_escalation',
  'emergency_rule',
  'validity_check_role',
  'record_location',
  'covers_lpa',
  'mha_interplay',
  'covers_advance_statements',
  'mca_lead',
  'training_requirement',
  'out_of_area_forms',
  'copy_accepted',
  'submitter_accepted',
  'validity_checklist',
  'local_adrt_form',
];

const fact = (key: string, fields: Partial<ProfileFact> = {}): ProfileFact => ({
  factId: `fact of ${key}`,
  key,
  state: 'stated',
  value: 'yes',
  valueInWords: 'yes',
  quote: null,
  paraphrase: null,
  locator: null,
  standing: 'foi_reply',
  agesFrom: '2026-05-01',
  conflicting: false,
  fromPredecessor: null,
  source: { title: 'A policy', url: null, publisher: null, seenOn: null, documentDate: '2026-05-01' },
  ...fields,
});

const profile = (facts: ProfileFact[], organisation: Partial<PolicyProfile['organisation']> = {}): PolicyProfile => ({
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
    sector: 'acute',
    fictional: true,
    closedOn: null,
    ...organisation,
  },
  questions: Object.fromEntries(
    keys.map((key) => [key, { wording: `${key}?`, shortName: key, kind: 'text', options: [] }]),
  ),
  facts: Object.fromEntries(facts.map((one) => [one.key, one])),
});

const on = (key: string, gaps: Gap[]) => gaps.filter(({ questionKeys }) => questionKeys.includes(key));
const only = (one: ProfileFact, organisation: Partial<PolicyProfile['organisation']> = {}) =>
  on(one.key, gapsOf(profile([one], organisation), ON))[0];

describe('the gaps of a policy', () => {
  it('are never what we merely do not know', () => {
    const gaps = gapsOf(profile([]), ON);
    expect(gaps.length).toBeGreaterThan(5);
    expect(gaps.every(({ whose, kind }) => whose === 'knowledge' && kind === 'unknown')).toBe(true);
  });

  it.each([
    ['absent', 'silent', 'trust', 'high'],
    ['not_held', 'not_held', 'trust', 'high'],
    ['unclear', 'unclear', 'trust', 'medium'],
    ['partial', 'in_part', 'trust', 'medium'],
    ['refused', 'unanswered', 'knowledge', 'low'],
    ['awaiting', 'unanswered', 'knowledge', 'low'],
  ] as const)('tell %s apart: %s, of the %s, %s', (state, kind, whose, severity) => {
    const gap = only(fact('dispute_escalation', { state, value: null }));
    expect(gap).toMatchObject({
      kind,
      whose,
      severity,
      key: `${kind}:dispute_escalation`,
      factIds: ['fact of dispute_escalation'],
    });
  });

  it('have nothing to say of what is answered', () => {
    expect(only(fact('dispute_escalation', { value: 'The safeguarding team' }))).toBeUndefined();
    expect(only(fact('lst_formalities_stated', { value: 'no' }))).toMatchObject({ kind: 'silent', severity: 'high' });
    expect(only(fact('lst_formalities_stated', { value: 'partly' }))).toMatchObject({ kind: 'in_part' });
  });

  it('explain their severity, and are one step less severe where the source is weak or old', () => {
    const absent = { state: 'absent', value: null } as const;
    const archived = only(fact('dispute_escalation', { ...absent, standing: 'archived' }));
    expect(archived?.severity).toBe('medium');
    expect(archived?.severityReasons.join(' ')).toContain('because it was read in an archived copy');
    const old = only(fact('dispute_escalation', { ...absent, agesFrom: '2019-04' }));
    expect(old?.severityReasons.join(' ')).toContain('April 2019');
    expect(only(fact('dispute_escalation', { ...absent, agesFrom: null }))?.severity).toBe('medium');
  });

  it('are not read out of regional guidance, nor out of a predecessor’s policy', () => {
    const absent = { state: 'absent', value: null } as const;
    expect(only(fact('dispute_escalation', { ...absent, standing: 'published_regionally' }))?.whose).toBe('knowledge');
    const fromPredecessor = { code: 'ZZ9', name: 'Fictional Trust 9' };
    expect(only(fact('dispute_escalation', { ...absent, fromPredecessor }))?.reasons[0]).toContain('Fictional Trust 9');
  });

  it('follow the law of the nation', () => {
    const silent = [
      fact('lst_formalities_stated', { state: 'absent' }),
      fact('lpa_check_required', { state: 'absent' }),
    ];
    expect(gapsOf(profile(silent, { nation: 'wales' }), ON).filter(({ kind }) => kind === 'silent')).toHaveLength(2);
    for (const nation of ['scotland', 'northern_ireland'] as const) {
      const gaps = gapsOf(profile(silent, { nation }), ON);
      expect(gaps.filter(({ whose }) => whose === 'trust')).toEqual([]);
      expect(JSON.stringify(gaps)).not.toContain('Mental Capacity Act 2005');
    }
  });

  it('ask about detention only where patients are detained', () => {
    const silent = fact('mha_interplay', { state: 'absent' });
    expect(only(silent)).toBeUndefined();
    expect(only(silent, { sector: 'mental_health' })).toMatchObject({ kind: 'silent', severity: 'high' });
    expect(only(silent, { sector: null })).toBeUndefined();
  });

  it('hold conditions on form that the law does not set', () => {
    expect(only(fact('out_of_area_forms', { value: 'own_region_only' }))).toMatchObject({
      kind: 'form_restriction',
      severity: 'high',
    });
    expect(only(fact('copy_accepted', { value: 'original_required' }))).toMatchObject({
      kind: 'form_restriction',
      severity: 'medium',
    });
    expect(only(fact('submitter_accepted', { value: ['hcp_only'] }))?.kind).toBe('form_restriction');
    expect(only(fact('submitter_accepted', { value: ['individual', 'hcp_only'] }))).toBeUndefined();
    expect(only(fact('copy_accepted', { value: 'copy_ok' }))).toBeUndefined();
  });

  it('hold contradictions: within a question, and between two', () => {
    expect(only(fact('dispute_escalation', { conflicting: true }))?.kind).toBe('contradiction');
    const gaps = gapsOf(profile([fact('policy_exists', { value: 'none' }), fact('validity_checklist')]), ON);
    expect(gaps.map(({ kind }) => kind).slice(0, 2)).toEqual(['no_policy', 'contradiction']);
    expect(gaps[1]?.questionKeys).toEqual(['policy_exists', 'validity_checklist']);
  });

  it('hold the want of a contact and of training', () => {
    expect(only(fact('mca_lead', { state: 'not_held', value: null }))).toMatchObject({
      kind: 'no_contact',
      severity: 'medium',
    });
    expect(only(fact('training_requirement', { state: 'absent', value: null }))?.kind).toBe('no_training');
  });

  it('hold reviews that are due, by the last day that the date can mean', () => {
    const document = (reviewOn: string | null, fields: Partial<PolicyDocument> = {}): PolicyDocument => ({
      id: 'd',
      title: 'A policy',
      url: null,
      publisher: null,
      seenOn: null,
      documentDate: null,
      subject: 'advance_decision',
      standing: 'published',
      unverified: [],
      attributes: {
        title: null,
        reference: null,
        version: null,
        ratifiedOn: null,
        effectiveOn: null,
        reviewOn,
        expiresOn: null,
        committee: null,
        sponsorRole: null,
        ownerRole: null,
      },
      ...fields,
    });
    const stale = (one: PolicyDocument) =>
      gapsOf(profile([fact('copy_accepted')]), ON, [one]).find(({ documentId }) => documentId === 'd');
    expect(stale(document('2026-11'))).toBeUndefined();
    expect(stale(document('2026-10'))).toMatchObject({
      kind: 'stale_review',
      severity: 'low',
      questionKeys: ['copy_accepted'],
    });
    expect(stale(document('2019-04'))).toMatchObject({ kind: 'stale_review', severity: 'medium' });
    expect(stale(document('2019-04'))?.severityReasons[0]).toContain('7 years');
    expect(stale(document('2019-04', { standing: 'archived' }))).toMatchObject({
      kind: 'weak_source',
      whose: 'knowledge',
    });
    expect(stale(document('2019-04', { unverified: ['reviewOn'] }))).toBeUndefined();
  });

  it('put the Trust’s own first, the most severe before others', () => {
    const gaps = gapsOf(
      profile([fact('record_location', { state: 'absent' }), fact('emergency_rule', { state: 'absent' })]),
      ON,
    );
    expect(gaps.slice(0, 3).map(({ whose, severity }) => [whose, severity])).toEqual([
      ['trust', 'high'],
      ['trust', 'medium'],
      ['knowledge', 'low'],
    ]);
  });
});
