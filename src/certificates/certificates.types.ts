import type { CivilDate } from '../platform/civil-date.rules.js';

/** In the order in which they are asked: what is revoked is nothing else any more. */
export const certificateStatuses = ['revoked', 'sample', 'superseded', 'expired', 'valid'] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];

/** Why a certificate was revoked, as a class: the public is told the class, never the note. */
export const revocationReasons = ['issued_in_error', 'wrong_details', 'not_own_work', 'course_withdrawn'] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** All that a certificate shows, as it stood when it was issued. Nothing that is edited later changes it. */
export interface CertificateSnapshot {
  /** Of this shape; a later shape has a higher one. */
  shape: 1;
  number: string;
  /** Where it is checked: the full address. */
  verifyUrl: string;
  sample: boolean;
  holder: {
    name: string;
    /** Null for those who work as something that we do not name. */
    profession: string | null;
    /** As the holder gave it, if they did: nobody asked the register. */
    registration: { body: string | null; number: string } | null;
    /** Where they worked when they completed it, in their own words or the directory's. */
    workplace: string | null;
  };
  course: { title: string; code: string; version: number };
  outcomes: string[];
  /** CPD hours: learning time, breaks excluded. */
  hours: { total: number; participatory: number; nonParticipatory: number };
  mode: string;
  enrolledOn: CivilDate;
  completedOn: CivilDate;
  issuedOn: CivilDate;
  validUntil: CivilDate | null;
  /** Core questions alone; pass mark in per cent. */
  result: { right: number; of: number; percent: number; passMark: number };
  provider: { name: string; platform: string };
  /** Only while one is live on the day of issue. */
  accreditation: { body: string; reference: string; validUntil: CivilDate } | null;
  /** Null unless this installation names one. */
  signatory: { name: string; role: string | null } | null;
}

/** A certificate as it is kept, with what became of it. */
export interface Certificate {
  id: string;
  number: string;
  personId: string;
  enrolmentId: string;
  courseId: string;
  courseVersionId: string;
  sample: boolean;
  issuedAt: Date;
  issuedOn: CivilDate;
  validUntil: CivilDate | null;
  snapshot: CertificateSnapshot;
  /** Of the PDF, in hexadecimal; null until it is rendered. */
  sha256: string | null;
  supersededOn: CivilDate | null;
  revokedOn: CivilDate | null;
  revocationReason: RevocationReason | null;
  /** Its place in the lists of those taken back, counted from 1. */
  place: number;
}
