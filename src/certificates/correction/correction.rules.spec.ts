import { describe, expect, it } from '@jest/globals';
import type { CertificateSnapshot } from '../certificates.types.js';
import { corrected, detailsOf, noCorrection } from './correction.rules.js';

const snapshot: CertificateSnapshot = {
  shape: 1,
  number: 'OLD',
  verifyUrl: 'https://x.example/verify/OLD',
  sample: false,
  holder: {
    name: 'Ada Obi',
    profession: 'Nurse',
    registration: { body: 'NMC', number: '12A3456B' },
    workplace: 'Fictional Trust 17',
  },
  course: { title: 'A course', code: 'X-1', version: 1 },
  outcomes: [],
  hours: { total: 1, participatory: 0, nonParticipatory: 1 },
  mode: 'Self-directed e-learning',
  enrolledOn: '2026-11-20',
  completedOn: '2026-11-21',
  issuedOn: '2026-11-21',
  validUntil: null,
  result: null,
  provider: { name: 'Provider', platform: 'Beforehand' },
  accreditations: [],
  signatory: null,
};
const standing = { revokedOn: null, supersededOn: null, snapshot };
const same = detailsOf(snapshot);

describe('correcting a certificate', () => {
  it('changes who it names, its number and its day of issue, and nothing else', () => {
    const anew = { number: 'NEW', verifyUrl: 'https://x.example/verify/NEW', issuedOn: '2026-11-24' };
    const to = { name: 'Ada Obi-Whitfield', registrationNumber: '12A3456C', workplace: null };
    expect(corrected(snapshot, to, anew)).toEqual({
      ...snapshot,
      ...anew,
      holder: {
        name: 'Ada Obi-Whitfield',
        profession: 'Nurse',
        registration: { body: 'NMC', number: '12A3456C' },
        workplace: null,
      },
    });
    expect(corrected(snapshot, { ...to, registrationNumber: null }, anew).holder.registration).toBeNull();
  });

  it('needs something to correct, on the certificate that stands', () => {
    const other = { ...same, name: 'Ada' };
    expect(noCorrection(standing, other)).toBeNull();
    expect(noCorrection(standing, same)).toContain('as they were');
    expect(noCorrection({ ...standing, revokedOn: '2026-11-22' }, other)).toContain('Reinstate');
    expect(noCorrection({ ...standing, supersededOn: '2026-11-22' }, other)).toContain('Correct that one');
  });
});
