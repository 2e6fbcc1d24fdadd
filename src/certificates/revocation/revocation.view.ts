import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { revocationReasonName, statusOf, statusTag } from '../certificate-status.rules.js';
import { type Certificate, revocationReasons } from '../certificates.types.js';
import { certificatesPaths } from '../paths.js';

export const PAGE_SIZE = 25;

export interface AllView {
  title: string;
  action: string;
  listsHref: string;
  templatesHref: string;
  text: string | null;
  rows: {
    number: string;
    href: string;
    holder: string;
    course: string;
    issued: string;
    status: { text: string; kind: string };
  }[];
  next: { href: string; text: string } | null;
  /** Back to the newest, from a later page. */
  firstHref: string | null;
}

export interface RevocationView {
  title: string;
  certificateHref: string;
  number: string;
  holder: string;
  course: string;
  action: string;
  reasons: { value: string; text: string }[];
  typed: { reason: string | null; note: string | null };
  errors: FieldError[];
}

export interface ReinstatementView {
  title: string;
  certificateHref: string;
  number: string;
  holder: string;
  course: string;
  action: string;
  typed: string | null;
  errors: FieldError[];
}

export const reinstatementPage = definePage<ReinstatementView>('certificates/reinstatement');
export const allPage = definePage<AllView>('certificates/all');
export const revocationPage = definePage<RevocationView>('certificates/revocation');

/** `found` holds one more than a page when there is a next one. */
export function allView(found: readonly Certificate[], text: string, before: string | null, today: CivilDate): AllView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const further = found.length > PAGE_SIZE && last;
  return {
    title: 'All certificates',
    action: certificatesPaths.all(),
    listsHref: certificatesPaths.lists(),
    templatesHref: certificatesPaths.templates(),
    text: text === '' ? null : text,
    rows: shown.map((certificate) => ({
      number: certificate.number,
      href: certificatesPaths.certificate(certificate.number),
      holder: certificate.snapshot.holder.name,
      course: `${certificate.snapshot.course.code}, version ${String(certificate.snapshot.course.version)}`,
      issued: dateInWords(certificate.issuedOn),
      status: statusTag(statusOf(certificate, today)),
    })),
    next: further ? { href: certificatesPaths.all({ text, before: last.id }), text: 'Older certificates' } : null,
    firstHref: before === null ? null : certificatesPaths.all({ text }),
  };
}

export function revocationView(
  certificate: Certificate,
  typed: RevocationView['typed'],
  errors: FieldError[],
): RevocationView {
  return {
    title: 'Revoke a certificate',
    certificateHref: certificatesPaths.certificate(certificate.number),
    number: certificate.number,
    holder: certificate.snapshot.holder.name,
    course: certificate.snapshot.course.title,
    action: certificatesPaths.revocations(certificate.number),
    reasons: revocationReasons.map((value) => ({ value, text: revocationReasonName(value) })),
    typed,
    errors,
  };
}

export function reinstatementView(
  { number, snapshot }: Certificate,
  typed: string | null,
  errors: FieldError[],
): ReinstatementView {
  return {
    title: 'Reinstate a certificate',
    certificateHref: certificatesPaths.certificate(number),
    number,
    holder: snapshot.holder.name,
    course: snapshot.course.title,
    action: certificatesPaths.reinstatements(number),
    typed,
    errors,
  };
}
