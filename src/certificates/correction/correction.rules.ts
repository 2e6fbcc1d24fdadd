import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { Certificate, CertificateSnapshot } from '../certificates.types.js';

interface Details {
  name: string;
  registrationNumber: string | null;
  workplace: string | null;
}

/** What a certificate says of its holder, as a form asks for it. */
export function detailsOf({ holder }: CertificateSnapshot): Details {
  return {
    name: holder.name,
    registrationNumber: holder.registration?.number ?? null,
    workplace: holder.workplace,
  };
}

/** Why a certificate cannot be corrected so; null when it can. */
export function noCorrection(
  certificate: Pick<Certificate, 'revokedOn' | 'supersededOn' | 'snapshot'>,
  to: Details,
): string | null {
  if (certificate.revokedOn !== null) return 'It is revoked. Reinstate it first, if the revocation was wrong.';
  if (certificate.supersededOn !== null) return 'Another certificate has taken its place. Correct that one.';
  const is = detailsOf(certificate.snapshot);
  const isSame =
    is.name === to.name && is.registrationNumber === to.registrationNumber && is.workplace === to.workplace;
  return isSame ? 'Nothing was corrected: the details are as they were.' : null;
}

/** The certificate with its holder's details put right, under a number of its own; all else stays. */
export function corrected(
  snapshot: CertificateSnapshot,
  to: Details,
  anew: { number: string; verifyUrl: string; issuedOn: CivilDate },
): CertificateSnapshot {
  const { holder } = snapshot;
  return {
    ...snapshot,
    ...anew,
    holder: {
      ...holder,
      name: to.name,
      workplace: to.workplace,
      registration:
        to.registrationNumber === null
          ? null
          : { body: holder.registration?.body ?? null, number: to.registrationNumber },
    },
  };
}
