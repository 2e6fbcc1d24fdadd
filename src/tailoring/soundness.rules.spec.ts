import { describe, expect, it } from '@jest/globals';
import { policyQuestions } from '../../test/factories/tailoring.js';
import { soundness } from './soundness.rules.js';
import type { AudienceRule, QuestionTest, TailoredBlock } from './tailoring.types.js';

const on = (question: string, test: QuestionTest, orPartial = false): AudienceRule => ({
  question,
  orPartial,
  ...test,
});
const copies = (...values: string[]) => on('copy_accepted', { kind: 'is', values });
const all = (...rules: AudienceRule[]): AudienceRule => ({ kind: 'all', rules });
const ambulance: AudienceRule = { kind: 'sector', values: ['ambulance'] };

function faults(mode: TailoredBlock['mode'], ...rules: AudienceRule[]): string[] {
  const variants = rules.map((when, at) => ({ key: `v${String(at + 1)}`, when }));
  return soundness({ mode, variants }, policyQuestions, 24).map(
    ({ variant, message }) => `${variant ?? 'block'}: ${message}`,
  );
}

describe('soundness', () => {
  it('finds nothing in a block that is sound', () => {
    expect(
      faults('instructs', all(ambulance, copies('copy_ok')), copies('copy_ok'), copies('original_required')),
    ).toEqual([]);
    expect(faults('informs', on('mca_lead', { kind: 'is_known' }), on('mca_lead', { kind: 'is_unknown' }))).toEqual([]);
    const both = (...values: string[]) => on('record_location', { kind: 'is', values });
    expect(faults('informs', all(both('epr_alert'), both('epr_document')), both('epr_alert', 'other'))).toEqual([]);
    expect(
      faults(
        'informs',
        on('next_review', { kind: 'before', date: '2024' }),
        on('next_review', { kind: 'older_than', months: 6 }),
      ),
    ).toEqual([]);
  });

  it('says what to write instead of a question, an option or a place that is not there', () => {
    expect(faults('informs', on('copy', { kind: 'is_known' }))).toEqual([
      'v1: there is no policy question "copy": use copy_accepted',
    ]);
    expect(faults('informs', copies('copy'))).toEqual([
      'v1: "copy_accepted" has no option "copy": use one of copy_ok, original_required',
    ]);
    expect(faults('informs', { kind: 'nation', values: ['england', 'france' as 'wales'] })).toEqual([
      'v1: "france" is no nation: use one of england, wales, scotland, northern_ireland',
    ]);
    const retired = policyQuestions.map((question) => ({ ...question, retired: true }));
    expect(soundness({ mode: 'informs', variants: [{ key: 'v', when: copies('copy_ok') }] }, retired, 24)).toEqual([
      { variant: 'v', message: expect.stringContaining('is retired') },
    ]);
  });

  it('says which test fits a question', () => {
    expect(faults('informs', on('mca_lead', { kind: 'is', values: ['x'] }))[0]).toMatch(
      /has no options: use is_known or is_unknown/,
    );
    expect(faults('informs', on('copy_accepted', { kind: 'before', date: '2024' }))[0]).toMatch(
      /compares dates.*use older_than/,
    );
    expect(faults('informs', on('next_review', { kind: 'after', date: '2024-13' }))[0]).toMatch(/is no date: write/);
    expect(faults('informs', on('mca_lead', { kind: 'older_than', months: 0 }))[0]).toMatch(/give whole months/);
  });

  it('finds variants that nobody can get', () => {
    expect(faults('informs', copies('copy_ok'), all(ambulance, copies('copy_ok')))).toEqual([
      expect.stringMatching(/^v2: nobody ever gets it, because "v1" is taken first/),
    ]);
    expect(
      faults('informs', on('copy_accepted', { kind: 'is_known' }), copies('copy_ok', 'original_required')),
    ).toEqual([expect.stringMatching(/^v2: nobody ever gets it/)]);
    expect(faults('informs', all(copies('copy_ok'), copies('original_required')))[0]).toMatch(
      /can never all be definitely true/,
    );
    expect(
      faults(
        'informs',
        all(
          { kind: 'nation', values: ['wales'] },
          { kind: 'not', rule: { kind: 'nation', values: ['wales', 'england'] } },
        ),
      )[0],
    ).toMatch(/can never/);
    expect(faults('informs', { kind: 'any', rules: [] })[0]).toMatch(/can never/);
  });

  it('does not call unreachable what somebody gets whose answer is in words, in part, old, or not known at all', () => {
    const known = on('copy_accepted', { kind: 'is_known' });
    const unknown = on('copy_accepted', { kind: 'is_unknown' });
    const not = (rule: AudienceRule): AudienceRule => ({ kind: 'not', rule });
    const everybody: AudienceRule = { kind: 'nation', values: ['england', 'wales', 'scotland', 'northern_ireland'] };
    // A stated answer in words that fit no option.
    expect(faults('informs', copies('copy_ok'), not(copies('copy_ok')), known)).toEqual([]);
    // A date of which only the month is known.
    const before = on('next_review', { kind: 'before', date: '2024-03-14' });
    expect(faults('informs', before, not(before), on('next_review', { kind: 'is_known' }))).toEqual([]);
    // An answer of which only a part was read, and one that no instruction may rest on.
    expect(faults('informs', known, unknown, not(known), everybody)).toEqual([]);
    const partly = on('copy_accepted', { kind: 'is_known' }, true);
    expect(faults('instructs', partly, unknown, not(partly), everybody)).toEqual([]);
    // Whoever works at no organisation of the directory.
    const there: AudienceRule = { kind: 'organisation', values: ['ZZ1'] };
    expect(faults('informs', there, not(there), everybody)).toEqual([]);
  });

  it('knows that an instruction rests on no fact that is older than the course allows', () => {
    const older = (months: number) => on('mca_lead', { kind: 'older_than', months });
    expect(faults('instructs', older(30))[0]).toMatch(/older than the course allows/);
    expect(faults('instructs', older(12))).toEqual([]);
    expect(faults('informs', older(30))).toEqual([]);
  });

  it('keeps keys apart', () => {
    const variants = [
      { key: 'default', when: ambulance },
      { key: 'a', when: ambulance },
      { key: 'a', when: ambulance },
    ];
    const found = soundness({ mode: 'informs', variants }, policyQuestions, 24);
    expect(found.map(({ variant }) => variant)).toEqual(['default', 'a']);
    expect(faults('informs')).toEqual([expect.stringContaining('block: it has no variant')]);
  });
});
