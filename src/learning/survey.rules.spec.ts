import { describe, expect, it } from '@jest/globals';
import { surveyFor, type SurveyStanding } from './survey.rules.js';

const standing = (more: Partial<SurveyStanding>): SurveyStanding => ({
  begun: false,
  completedOn: null,
  said: {},
  ...more,
});
const done = (said: SurveyStanding['said']) => standing({ begun: true, completedOn: '2026-09-01', said });

describe('what a learner is asked about themselves', () => {
  it('is asked before the course only until it is begun, and once', () => {
    expect(surveyFor(standing({}), '2026-09-01')).toBe('before');
    expect(surveyFor(standing({ begun: true }), '2026-09-01')).toBeNull();
    expect(surveyFor(standing({ said: { before: 'declined' } }), '2026-09-01')).toBeNull();
  });

  it('is asked after it of those who answered before it, for four weeks', () => {
    expect(surveyFor(done({ before: 'answered' }), '2026-09-01')).toBe('after');
    expect(surveyFor(done({ before: 'answered' }), '2026-09-29')).toBe('after');
    expect(surveyFor(done({ before: 'answered' }), '2026-09-30')).toBeNull();
    expect(surveyFor(done({ before: 'declined' }), '2026-09-01')).toBeNull();
    expect(surveyFor(done({ before: 'answered', after: 'answered' }), '2026-09-01')).toBeNull();
  });

  it('is asked of everyone eight weeks later, whatever they said before', () => {
    expect(surveyFor(done({}), '2026-10-26')).toBeNull();
    expect(surveyFor(done({}), '2026-10-27')).toBe('practice');
    expect(surveyFor(done({ before: 'declined' }), '2026-12-22')).toBe('practice');
    expect(surveyFor(done({}), '2026-12-23')).toBeNull();
    expect(surveyFor(done({ practice: 'answered' }), '2026-11-15')).toBeNull();
  });
});
