import type { CivilDate } from '../platform/civil-date.rules.js';
import type { Certificate, CertificateStatus, RevocationReason } from './certificates.types.js';

/** What a certificate is worth on a day. One ladder, asked from the top; it is good through its last day. */
export function statusOf(
  certificate: Pick<Certificate, 'revokedOn' | 'sample' | 'supersededOn' | 'validUntil'>,
  today: CivilDate,
): CertificateStatus {
  if (certificate.revokedOn !== null) return 'revoked';
  if (certificate.sample) return 'sample';
  if (certificate.supersededOn !== null) return 'superseded';
  if (certificate.validUntil !== null && certificate.validUntil < today) return 'expired';
  return 'valid';
}

const statusNames: Record<CertificateStatus, { text: string; kind: string }> = {
  revoked: { text: 'Revoked', kind: 'bad' },
  sample: { text: 'Sample', kind: 'warm' },
  superseded: { text: 'Superseded', kind: 'warm' },
  expired: { text: 'Expired', kind: 'warm' },
  valid: { text: 'Valid', kind: 'good' },
};

const reasonNames: Record<RevocationReason, string> = {
  issued_in_error: 'It was issued in error',
  wrong_details: 'Details on it were wrong',
  not_own_work: 'The work was not the holder’s own',
  course_withdrawn: 'The course was withdrawn',
};

/** A status as a tag. */
export const statusTag = (status: CertificateStatus): { text: string; kind: string } => statusNames[status];
export const revocationReasonName = (reason: RevocationReason): string => reasonNames[reason];
