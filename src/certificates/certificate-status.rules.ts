import { type CivilDate, dateInWords } from '../platform/civil-date.rules.js';
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

/** What became of a certificate, for its holder and for whoever checks it. */
export function standingInWords(certificate: Certificate, status: CertificateStatus): string | null {
  switch (status) {
    case 'revoked': {
      const on = certificate.revokedOn === null ? '' : ` on ${dateInWords(certificate.revokedOn)}`;
      const why =
        certificate.revocationReason === null ? '' : ` ${revocationReasonName(certificate.revocationReason)}.`;
      return `It was revoked${on}.${why}`;
    }
    case 'sample':
      return 'It is a sample, not valid for CPD: when it was issued, the clinical and legal reviews of this version of the course were not both recorded.';
    case 'superseded':
      if (certificate.corrected)
        return `A detail on it was not right: a corrected certificate took its place on ${dateInWords(certificate.supersededOn ?? '')}. Ask its holder for that one.`;
      return `A newer certificate for the same course took its place on ${dateInWords(certificate.supersededOn ?? '')}. What it says was true when it was issued.`;
    case 'expired':
      return `It was valid until ${dateInWords(certificate.validUntil ?? '')}.`;
    case 'valid':
      return null;
  }
}

/** A revocation that nobody undid, at most one of a certificate: the condition on a row `r` of certificate_change, as SQL. */
export const STANDING_REVOCATION = `r.kind = 'revoked' and not exists (select from certificate_change u where u.undoes_id = r.id)`;
