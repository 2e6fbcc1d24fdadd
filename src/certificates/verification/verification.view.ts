import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { standingInWords, statusOf, statusTag } from '../certificate-status.rules.js';
import { addendumForAnybody, sizeOf } from '../addendum-words.rules.js';
import type { Addendum, Certificate, CertificateStatus } from '../certificates.types.js';
import { accreditationsInWords, hoursInWords } from '../document/certificate-text.rules.js';
import { certificatesPaths } from '../paths.js';

export const MAX_FILE_BYTES = 5 * 1_048_576;

/** The form that takes a certificate's file. */
interface FileForm {
  action: string;
  /** Where the answer to a SHA-256 stands, up to the last slash. */
  check: string;
  mostBytes: number;
  script: string;
}

export interface VerifyView {
  title: string;
  action: string;
  fileForm: FileForm;
  number: string | null;
  /** What was found out about the number or file asked for. */
  finding: string[];
  errors: FieldError[];
}

export interface VerifiedView {
  title: string;
  verifyHref: string;
  status: { text: string; kind: string };
  standing: string | null;
  /** The file that was sent is the very one that was issued. */
  fileIsSame: boolean;
  rows: { key: string; value: string; href: null; action: null; hidden: null }[];
  outcomes: string[];
  /** What the holder learned later because it differs where they work now, in words. */
  addenda: string[];
  sha256: string | null;
  fileForm: FileForm;
  errors: FieldError[];
}

export const verifyPage = definePage<VerifyView>('certificates/verify');
export const verifiedPage = definePage<VerifiedView>('certificates/verified');

const fileForm = (script: string): FileForm => ({
  action: certificatesPaths.verify(),
  check: certificatesPaths.verifyFiles(),
  mostBytes: MAX_FILE_BYTES,
  script,
});

/** `script`: the address of the script that checks a file in the browser. */
export function verifyView(
  script: string,
  shown: { title?: string; number?: string | null; finding?: string[]; errors?: FieldError[] } = {},
): VerifyView {
  return {
    title: shown.title ?? 'Check a certificate',
    action: certificatesPaths.verify(),
    fileForm: fileForm(script),
    number: shown.number ?? null,
    finding: shown.finding ?? [],
    errors: shown.errors ?? [],
  };
}

const titles: Record<CertificateStatus, string> = {
  valid: 'This certificate is valid',
  sample: 'This is a sample certificate',
  superseded: 'This certificate was superseded',
  expired: 'This certificate has expired',
  revoked: 'This certificate was revoked',
};

export function verifiedView(
  script: string,
  certificate: Certificate,
  addenda: readonly Addendum[],
  today: CivilDate,
  fileIsSame: boolean,
): VerifiedView {
  const { snapshot } = certificate;
  const status = statusOf(certificate, today);
  const row = (key: string, value: string) => ({ key, value, href: null, action: null, hidden: null });
  return {
    title: titles[status],
    verifyHref: certificatesPaths.verify(),
    status: statusTag(status),
    standing: standingInWords(certificate, status),
    fileIsSame,
    rows: [
      row('Number', certificate.number),
      row('Held by', snapshot.holder.name),
      row('Activity', snapshot.course.title),
      row('Code', `${snapshot.course.code}, version ${String(snapshot.course.version)}`),
      row(
        'Hours',
        `${hoursInWords(snapshot.hours.total)}, ${String(snapshot.hours.participatory)} of them participatory`,
      ),
      row('Mode', snapshot.mode),
      row('Completed', dateInWords(snapshot.completedOn)),
      row('Issued', dateInWords(certificate.issuedOn)),
      row('Valid until', certificate.validUntil === null ? 'No end date' : dateInWords(certificate.validUntil)),
      row('Provider', snapshot.provider.name),
      ...accreditationsInWords(snapshot).map((words) => row('Accreditation', words)),
    ],
    outcomes: snapshot.outcomes,
    addenda: addenda.map(addendumForAnybody),
    sha256: certificate.sha256,
    fileForm: fileForm(script),
    errors: [],
  };
}

/** The answer for programs. */
export function verificationJson(certificate: Certificate, addenda: readonly Addendum[], today: CivilDate) {
  return {
    number: certificate.number,
    status: statusOf(certificate, today),
    title: certificate.snapshot.course.title,
    hours: certificate.snapshot.hours.total,
    issuedOn: certificate.issuedOn,
    validUntil: certificate.validUntil,
    holder: certificate.snapshot.holder.name,
    sha256: certificate.sha256,
    // Only where there are any: most certificates have none, and the rest of the answer is a contract.
    ...(addenda.length > 0 && {
      addenda: addenda.map(({ number, recordedOn, content }) => ({
        number,
        recordedOn,
        ...sizeOf(content),
      })),
    }),
  };
}
