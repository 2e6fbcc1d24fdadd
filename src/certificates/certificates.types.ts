import type { Profession } from '../accounts/accounts.types.js';
import type { Nation } from '../organisations/organisations.types.js';
import type { CivilDate } from '../platform/civil-date.rules.js';

/** In the order in which they are asked: what is revoked is nothing else any more. */
export const certificateStatuses = ['revoked', 'sample', 'superseded', 'expired', 'valid'] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];

/** A line of a list that leads to no certificate, and why. */
export interface RejectedLine {
  line: number;
  reason: string;
}

/** Why a certificate was revoked, as a class: the public is told the class, never the note. */
export const revocationReasons = ['issued_in_error', 'wrong_details', 'not_own_work', 'course_withdrawn'] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** Who accredits the learning, under which reference, and until when. */
export interface Accreditation {
  body: string;
  reference: string;
  validUntil: CivilDate;
}

/** A picture on certificates, and what it shows in words for those who do not see it. */
export interface CertificateLogo {
  sha256: string;
  description: string;
}

/** The words around what a certificate certifies. */
export interface CertificateWording {
  heading: string;
  /** Before the holder's name. */
  opening: string;
  /** Between the name and the day. */
  achievement: string;
  /** Below the hours. */
  closing: string | null;
}

/** A template of certificates as it was saved once. */
export interface TemplateContent {
  wording: CertificateWording;
  signatory: { name: string; role: string | null } | null;
  /** Borne by certificates that are issued from one day to another. */
  accreditations: (Accreditation & { validFrom: CivilDate })[];
  logos: CertificateLogo[];
}

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
  /** Null for a session that was held. */
  enrolledOn: CivilDate | null;
  completedOn: CivilDate;
  issuedOn: CivilDate;
  validUntil: CivilDate | null;
  /** Core questions alone; pass mark in per cent. Null for a session that was held. */
  result: { right: number; of: number; percent: number; passMark: number } | null;
  provider: { name: string; platform: string };
  /** Those that were live on the day of issue. */
  accreditations?: Accreditation[];
  /** Null unless the template or this installation names one. */
  signatory: { name: string; role: string | null } | null;
  /** What the template gave it; without one, the product's own words and no picture. */
  template?: { versionId: string; wording: CertificateWording; logos: CertificateLogo[] };
}

/** A certificate as it is kept, with what became of it. */
export interface Certificate {
  id: string;
  number: string;
  personId: string;
  /** Null for a session that was held. */
  enrolmentId: string | null;
  /** The day of the session; null for a course that was taken here. */
  sessionOn: CivilDate | null;
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
  /** The number of the one that took its place. */
  successor: string | null;
  /** The one that took its place puts its details right. */
  corrected: boolean;
  revokedOn: CivilDate | null;
  revocationReason: RevocationReason | null;
  /** Its place in the lists of those taken back, counted from 1. */
  place: number;
}

/** Where and as what somebody worked, and on which day: what an addendum was fitted to. */
export interface AddendumContext {
  workplaceId: string;
  organisationId: string | null;
  profileRevisionId: string | null;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
  profession: Profession;
  on: CivilDate;
}

/** A question of an addendum as it was asked, answered and marked. */
export interface AddendumAnswer {
  stemHtml: string;
  chosenHtml: string;
  feedbackHtml: string;
  right: boolean;
  rightHtml: string;
}

/** All that an addendum showed. Nothing that is edited later changes it. */
export interface AddendumContent {
  /** The places in words: where it was learned, and where it differs. */
  from: string;
  to: string;
  minutes: number;
  /** Before or after null: there was, or is, nothing to read there. */
  lessons: { title: string; passages: { beforeHtml: string | null; afterHtml: string | null }[] }[];
  answers: AddendumAnswer[];
  /** What its citations lead to. */
  references: { id: string; title: string; url: string; detail: string }[];
}

export interface Addendum {
  number: number;
  recordedOn: CivilDate;
  context: AddendumContext;
  content: AddendumContent;
}
