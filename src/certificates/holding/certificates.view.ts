import type { Profession } from '../../accounts/accounts.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { standingInWords, statusOf, statusTag } from '../certificate-status.rules.js';
import { addendumInWords } from '../addendum-words.rules.js';
import type { Addendum, Certificate } from '../certificates.types.js';
import { accreditationsInWords, hoursInWords } from '../document/certificate-text.rules.js';
import { certificatesPaths } from '../paths.js';
import type { Renewal } from '../renewal/renewal.rules.js';
import { savingHints } from './saving-hints.rules.js';

export const PAGE_SIZE = 20;

interface Tag {
  text: string;
  kind: string;
}

export interface MineView {
  title: string;
  certificates: { title: string; href: string; caption: string; hours: string; status: Tag }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
  allHref: string | null;
}

interface Row {
  key: string;
  value: string;
  href: null;
  action: null;
  hidden: null;
}

export interface CertificateView {
  title: string;
  mineHref: string;
  /** Just completed: said at the top. */
  completed: string | null;
  status: Tag;
  /** What became of it, in a sentence; null while it is simply valid. */
  standing: string | null;
  sample: boolean;
  /** Where a press issues the real one; null when it cannot. */
  issueAction: string | null;
  /** The real certificate of a sample. */
  realHref: string | null;
  awaitsReview: boolean;
  rows: Row[];
  outcomes: string[];
  pdfHref: string;
  /** The Open Badge, and the whole address that its holder may give to others; null where none is signed, and for what was revoked. */
  badge: { href: string; url: string } | null;
  hints: string[];
  verifyHref: string;
  verifyUrl: string;
  sha256: string | null;
  revokeHref: string | null;
  reinstateHref: string | null;
  correctHref: string | null;
  /** The one that took its place. */
  successorHref: string | null;
  /** What the holder may do before it ends; null where there is nothing to do. */
  renewal: { text: string; action: string | null } | null;
  /** What the holder learned later because it differs where they work now; `href` null for an administrator. */
  addenda: { text: string; href: string | null }[];
  /** Where the holder finds what differs where they work now. */
  differencesHref: string | null;
}

export const minePage = definePage<MineView>('certificates/mine');
export const certificatePage = definePage<CertificateView>('certificates/certificate');

/** `found` holds one more than a page when there is a next one. */
export function mineView(
  found: readonly Certificate[],
  before: string | null,
  today: CivilDate,
  mayAdminister: boolean,
): MineView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const further = found.length > PAGE_SIZE && last;
  return {
    title: 'Your certificates',
    certificates: shown.map((certificate) => ({
      title: certificate.snapshot.course.title,
      href: certificatesPaths.certificate(certificate.number),
      caption: `Completed ${dateInWords(certificate.snapshot.completedOn)}${certificate.validUntil === null ? '' : `, valid until ${dateInWords(certificate.validUntil)}`}`,
      hours: hoursInWords(certificate.snapshot.hours.total),
      status: statusTag(statusOf(certificate, today)),
    })),
    next: further ? { href: certificatesPaths.mine({ before: last.id }), text: 'Older certificates' } : null,
    firstHref: before === null ? null : certificatesPaths.mine(),
    allHref: mayAdminister ? certificatesPaths.all() : null,
  };
}

export interface Viewing {
  today: CivilDate;
  /** The holder's profession; null for an administrator who looks at another's. */
  holder: Profession | null;
  justCompleted: boolean;
  isReviewed: boolean;
  realNumber: string | null;
  mayRevoke: boolean;
  badge: { href: string; url: string } | null;
  renewal: Renewal;
  addenda: readonly Addendum[];
}

export function certificateView(certificate: Certificate, viewing: Viewing): CertificateView {
  const { snapshot, number, sample } = certificate;
  const status = statusOf(certificate, viewing.today);
  const isHolder = viewing.holder !== null;
  const mayBeIssued = status === 'sample' && viewing.realNumber === null;
  return {
    title: isHolder ? 'Your certificate' : `Certificate of ${snapshot.holder.name}`,
    mineHref: isHolder ? certificatesPaths.mine() : certificatesPaths.all(),
    completed: isHolder && viewing.justCompleted ? `You have completed ${snapshot.course.title}.` : null,
    status: statusTag(status),
    standing: standingInWords(certificate, status),
    sample,
    issueAction: mayBeIssued && isHolder && viewing.isReviewed ? certificatesPaths.issues(number) : null,
    realHref: viewing.realNumber === null ? null : certificatesPaths.certificate(viewing.realNumber),
    awaitsReview: mayBeIssued && !viewing.isReviewed,
    rows: recordRows(certificate),
    outcomes: snapshot.outcomes,
    pdfHref: certificatesPaths.pdf(number),
    renewal: renewalInWords(viewing.renewal, viewing.today, number),
    badge: status === 'revoked' ? null : viewing.badge,
    hints:
      viewing.holder === null || sample || status === 'revoked'
        ? []
        : savingHints(viewing.holder, snapshot.hours.total),
    verifyHref: certificatesPaths.verify(number),
    verifyUrl: snapshot.verifyUrl,
    sha256: certificate.sha256,
    addenda: viewing.addenda.map((addendum) => ({
      text: addendumInWords(addendum),
      href: isHolder ? certificatesPaths.addendum(number, addendum.number) : null,
    })),
    differencesHref:
      isHolder && certificate.enrolmentId !== null && status !== 'revoked' && certificate.supersededOn === null
        ? certificatesPaths.differences(number)
        : null,
    successorHref:
      certificate.successor === null || certificate.successor === viewing.realNumber
        ? null
        : certificatesPaths.certificate(certificate.successor),
    correctHref:
      viewing.mayRevoke && status !== 'revoked' && certificate.supersededOn === null
        ? certificatesPaths.newCorrection(number)
        : null,
    reinstateHref: viewing.mayRevoke && status === 'revoked' ? certificatesPaths.newReinstatement(number) : null,
    revokeHref: viewing.mayRevoke && status !== 'revoked' ? certificatesPaths.newRevocation(number) : null,
  };
}

function renewalInWords(renewal: Renewal, today: CivilDate, number: string): CertificateView['renewal'] {
  switch (renewal.kind) {
    case 'none':
      return null;
    case 'later':
      return {
        text: `You can renew it from ${dateInWords(renewal.from)}: you take the course again then.`,
        action: null,
      };
    case 'open': {
      const end = dateInWords(renewal.by);
      const text =
        renewal.by < today
          ? `It was valid until ${end}. Take the course again for a new certificate; this one is kept.`
          : `It is valid until ${end}. Take the course again by then for a new certificate; this one is kept.`;
      return { text, action: certificatesPaths.renewals(number) };
    }
  }
}

function recordRows({ snapshot, number }: Certificate): Row[] {
  const { holder, hours, result, course } = snapshot;
  const registration = holder.registration;
  const row = (key: string, value: string | null) => ({ key, value });
  const rows = [
    row('Number', number),
    row('Activity', course.title),
    row('Code', `${course.code}, version ${String(course.version)}`),
    row(
      'Hours',
      `${hoursInWords(hours.total)}: ${String(hours.nonParticipatory)} non-participatory, ${String(hours.participatory)} participatory`,
    ),
    row('Mode', snapshot.mode),
    row('Enrolled', snapshot.enrolledOn && dateInWords(snapshot.enrolledOn)),
    row('Completed', dateInWords(snapshot.completedOn)),
    row('Issued', dateInWords(snapshot.issuedOn)),
    row('Valid until', snapshot.validUntil === null ? 'No end date' : dateInWords(snapshot.validUntil)),
    row(
      'Knowledge check',
      result &&
        `${String(result.right)} of ${String(result.of)} (${String(result.percent)}%); pass mark ${String(result.passMark)}%`,
    ),
    row('Name on it', holder.name),
    row('Profession', holder.profession),
    row('Registration', registration && [registration.body, registration.number].filter(Boolean).join(' ')),
    row('Workplace', holder.workplace),
    row('Provider', snapshot.provider.name),
    ...accreditationsInWords(snapshot).map((words) => row('Accreditation', words)),
  ];
  return rows.flatMap(({ key, value }) =>
    value === null ? [] : [{ key, value, href: null, action: null, hidden: null }],
  );
}
