import { describe, expect, it } from '@jest/globals';
import { accreditationGaps, type Declaration, pilotedMinutes, type Pilot } from './accreditation.rules.js';

const pilot = (given: Partial<Pilot> = {}): Pilot => ({
  id: '1',
  version: 1,
  heldOn: '2026-11-01',
  people: 4,
  medianMinutes: 60,
  shortestMinutes: 45,
  longestMinutes: 90,
  note: null,
  ...given,
});
const declaration = (name: string, part: Declaration['part']): Declaration => ({
  id: name,
  part,
  name,
  credentials: 'RN',
  interests: 'None',
  declaredOn: '2026-11-01',
});
const course = {
  aims: 'To know the law',
  credits: ['Ann Author'],
  minutes: 60,
  outcomes: [],
  reviewers: { clinical: 'Cleo Nurse', legal: 'Lee Lawyer' },
  declarations: [
    declaration('Ann Author', 'author'),
    declaration(' cleo  nurse', 'clinical'),
    declaration('Lee Lawyer', 'legal'),
  ],
  pilots: [pilot()],
};

describe('what an accreditor asks for', () => {
  it('is all there', () => {
    expect(accreditationGaps(course)).toEqual([]);
  });

  it('is missing, each with what to do', () => {
    const gaps = accreditationGaps({
      ...course,
      aims: null,
      credits: [],
      reviewers: { clinical: 'Cleo Nurse', legal: null },
      declarations: [],
      pilots: [],
    });
    expect(gaps.join('\n')).toMatch(
      /aims.*\n.*who wrote it.*\nNo author.*\nCleo Nurse, the clinical reviewer.*\nThe legal review is awaited.*\nNo pilot/,
    );
  });

  it('doubts hours that pilots do not bear out', () => {
    expect(accreditationGaps({ ...course, pilots: [pilot({ medianMinutes: 75 })] })).toEqual([]);
    expect(accreditationGaps({ ...course, pilots: [pilot({ medianMinutes: 76 })] })).toHaveLength(1);
    expect(accreditationGaps({ ...course, pilots: [pilot({ medianMinutes: 44 })] })).toHaveLength(1);
  });

  it('weighs pilots by their people', () => {
    expect(pilotedMinutes([pilot(), pilot({ people: 12, medianMinutes: 40 })])).toBe(45);
  });
});
