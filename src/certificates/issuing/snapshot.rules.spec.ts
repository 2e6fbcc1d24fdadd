import { describe, expect, it } from '@jest/globals';
import { cpdHours } from '../../learning/cpd-hours.rules.js';
import { completionOf, snapshotOf } from './snapshot.rules.js';

const completed = {
  enrolledOn: '2026-11-20',
  completedOn: '2026-11-24',
  score: { right: 14, of: 16, percent: 88 },
  minutes: null,
};

describe('what a certificate shows', () => {
  it.each([
    [90, 1.5],
    [104, 1.5],
    [105, 1.75],
    [60, 1],
    [14, 0],
    [-5, 0],
  ])('%i minutes are %d hours, never rounded up', (minutes, hours) => {
    expect(cpdHours(minutes)).toBe(hours);
  });

  it('takes the time that was measured, else the course’s own; none of it participatory', () => {
    const version = { minutes: 90, passMark: 80 };
    expect(completionOf(completed, version, null).hours).toEqual({
      total: 1.5,
      participatory: 0,
      nonParticipatory: 1.5,
    });
    expect(completionOf({ ...completed, minutes: 125 }, version, null).hours.total).toBe(2);
  });

  it('names neither registration, profession nor signatory that nobody gave', () => {
    const snapshot = snapshotOf({
      number: '0000-0000-0000-0000-0',
      publicUrl: 'https://beforehand.example',
      verifyPath: '/verify/0000-0000-0000-0000-0',
      sample: false,
      person: { name: 'A', profession: 'other', registrationBody: null, registrationNumber: null },
      completion: completionOf(completed, { minutes: 90, passMark: 80 }, 'A hospice'),
      version: { title: 'T', code: 'C', number: 2, outcomes: [{ id: 1, text: 'Know' }] },
      issuedOn: '2026-11-24',
      provider: { name: 'Compassion in Dying', signatoryName: null, signatoryRole: 'Director' },
      design: null,
      terms: { validMonths: null, renewalDays: 60 },
    });
    expect(snapshot.holder).toEqual({ name: 'A', profession: null, registration: null, workplace: 'A hospice' });
    expect([snapshot.signatory, snapshot.accreditations, snapshot.validUntil]).toEqual([null, [], null]);
    expect(snapshot.verifyUrl).toBe('https://beforehand.example/verify/0000-0000-0000-0000-0');
  });
});
