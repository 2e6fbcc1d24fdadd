import { addDays, addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import type { Certificate } from '../certificates.types.js';

/** What is decided of the certificates of a course: for how long they are valid, and when they may be renewed. */
export interface ValidityTerms {
  /** From the day of completion; null: no end. */
  validMonths: number | null;
  /** So many days before the end a renewal may begin. */
  renewalDays: number;
}

export const NO_END: ValidityTerms = { validMonths: null, renewalDays: 60 };

/** The last day on which a certificate is good, counted from the day of completion. */
export function validUntil(completedOn: CivilDate, { validMonths }: ValidityTerms): CivilDate | null {
  return validMonths === null ? null : addMonths(completedOn, validMonths);
}

/** Whether, and from which day, the holder may renew a certificate. */
export type Renewal = { kind: 'none' } | { kind: 'later'; from: CivilDate } | { kind: 'open'; by: CivilDate };

/** Asked from the top: only what counts, has an end and was earned by taking the course here can be renewed. */
export function renewalOf(
  certificate: Pick<Certificate, 'revokedOn' | 'supersededOn' | 'sample' | 'enrolmentId' | 'validUntil'>,
  terms: ValidityTerms,
  today: CivilDate,
): Renewal {
  const { revokedOn, supersededOn, sample, enrolmentId, validUntil: end } = certificate;
  if (revokedOn !== null || supersededOn !== null || sample || enrolmentId === null || end === null)
    return { kind: 'none' };
  const from = addDays(end, -terms.renewalDays);
  return today < from ? { kind: 'later', from } : { kind: 'open', by: end };
}
