import { describe, expect, it } from '@jest/globals';
import { renewalOf, validUntil } from './renewal.rules.js';

const terms = { validMonths: 12, renewalDays: 60 };
const certificate = {
  revokedOn: null,
  supersededOn: null,
  sample: false,
  enrolmentId: 'e',
  validUntil: '2027-11-24',
};

describe('the end of a certificate', () => {
  it.each([
    ['2026-11-24', 12, '2027-11-24'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-11-24', null, null],
  ])('of what was completed on %s for %p months is %p', (completedOn, validMonths, end) => {
    expect(validUntil(completedOn, { validMonths, renewalDays: 60 })).toBe(end);
  });
});

describe('renewing', () => {
  it.each([
    ['2027-09-24', { kind: 'later', from: '2027-09-25' }],
    ['2027-09-25', { kind: 'open', by: '2027-11-24' }],
    ['2027-11-24', { kind: 'open', by: '2027-11-24' }],
    ['2029-01-01', { kind: 'open', by: '2027-11-24' }],
  ])('on %s is %j', (today, renewal) => {
    expect(renewalOf(certificate, terms, today)).toEqual(renewal);
  });

  it.each([
    { revokedOn: '2026-12-01' },
    { supersededOn: '2026-12-01' },
    { sample: true },
    { enrolmentId: null },
    { validUntil: null },
  ])('is not for what is %j', (change) => {
    expect(renewalOf({ ...certificate, ...change }, terms, '2027-11-01')).toEqual({ kind: 'none' });
  });
});
