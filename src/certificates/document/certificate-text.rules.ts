import { dateInWords } from '../../platform/civil-date.rules.js';
import {
  displayable,
  REPLACEMENT,
  runsFromRight,
  type Typeface,
} from '../../platform/typesetting/displayable.rules.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { OWN_WORDING } from '../templates/template.rules.js';

/** What assets/typeset/certificate.typ is given, besides the QR code. */
export interface CertificateText {
  documentTitle: string;
  description: string;
  sample: boolean;
  sampleReason: string;
  /** More than the airy setting has room for. */
  long: boolean;
  name: string;
  nameIsRightToLeft: boolean;
  holderLine: string | null;
  completed: string;
  title: string;
  hoursInWords: string;
  participation: string | null;
  outcomes: string[];
  record: { name: string; value: string }[];
  number: string;
  verifyUrl: string;
  /** The address up to the number. */
  verifyAt: string;
  notes: string[];
  signatory: { name: string; role: string | null } | null;
  provider: string;
  platform: string;
  heading: string;
  opening: string;
  achievement: string;
  closing: string | null;
  accreditations: string[];
  logos: { sha256: string; description: string }[];
}

/** Why most samples are samples. */
export const NOT_REVIEWED = 'The clinical and legal reviews of this version of the course are not both recorded.';

/** The words of a certificate, with what the typefaces lack replaced, and that said. */
export function certificateText(
  of: CertificateSnapshot,
  typefaces: readonly Typeface[],
  sampleReason: string,
): CertificateText {
  let replaced = 0;
  const show = (text: string): string => {
    const shown = displayable(text, typefaces);
    replaced += shown.replaced;
    return shown.text;
  };
  const { holder, result } = of;
  // A name of invisible characters alone is still somebody's.
  const name = show(holder.name) || REPLACEMENT;
  const title = show(of.course.title);
  const registration = holder.registration
    ? `${holder.registration.body ?? 'Registration number'} ${holder.registration.number}`
    : null;
  const given = [holder.profession, registration, holder.workplace].filter((part) => part !== null).map(show);
  const outcomes = of.outcomes.map(show);
  const signatory = of.signatory && {
    name: show(of.signatory.name),
    role: of.signatory.role === null ? null : show(of.signatory.role),
  };
  const provider = show(of.provider.name);
  const wording = of.template?.wording ?? OWN_WORDING;
  const closing = wording.closing === null ? null : show(wording.closing);
  const accreditations = accreditationsInWords(of).map((words) => show(`Accredited by ${words}`));
  const record = [
    { name: 'Activity code', value: `${show(of.course.code)}, version ${String(of.course.version)}` },
    ...(of.enrolledOn === null ? [] : [{ name: 'Enrolled', value: dateInWords(of.enrolledOn) }]),
    { name: 'Completed', value: dateInWords(of.completedOn) },
    { name: 'Issued', value: dateInWords(of.issuedOn) },
    ...(of.validUntil === null ? [] : [{ name: 'Valid until', value: dateInWords(of.validUntil) }]),
    { name: 'Mode', value: of.mode },
    ...(result === null
      ? []
      : [
          {
            name: 'Knowledge check',
            value: `Passed: ${String(result.right)} of ${String(result.of)} (${String(result.percent)}%)`,
          },
          { name: 'Pass mark', value: `${String(result.passMark)}%` },
        ]),
  ];
  return {
    documentTitle: `${of.sample ? 'Sample certificate' : 'Certificate'}: ${title}, ${name}`,
    description: `${hoursInWords(of.hours.total)} of continuing professional development, number ${of.number}`,
    sample: of.sample,
    sampleReason,
    long:
      name.length > 90 ||
      title.length > 110 ||
      outcomes.length > 9 ||
      outcomes.join(' ').length > 800 ||
      accreditations.length > 1,
    name,
    nameIsRightToLeft: runsFromRight(name),
    holderLine: given.length === 0 ? null : given.join(' · '),
    completed: dateInWords(of.completedOn),
    title,
    hoursInWords: hoursInWords(of.hours.total),
    participation: `${String(of.hours.nonParticipatory)} non-participatory, ${String(of.hours.participatory)} participatory`,
    outcomes,
    record,
    number: of.number,
    verifyUrl: of.verifyUrl,
    verifyAt: of.verifyUrl.replace(/^https?:\/\//, '').slice(0, -of.number.length),
    notes: [
      `${asGiven(holder)} as the holder gave ${(registration ?? holder.workplace) === null ? 'it' : 'them'}.`,
      ...(replaced > 0
        ? [`${REPLACEMENT} stands for a character that this file cannot show; the address above shows it.`]
        : []),
    ],
    signatory,
    provider,
    platform: `through ${of.provider.platform}`,
    heading: show(wording.heading),
    opening: show(wording.opening),
    achievement: show(wording.achievement),
    closing,
    accreditations,
    logos: (of.template?.logos ?? []).map(({ sha256, description }) => ({ sha256, description: show(description) })),
  };
}

/** What of the holder nobody but they vouches for: 'Name and workplace are'. */
function asGiven({ registration, workplace }: CertificateSnapshot['holder']): string {
  const parts = ['Name', ...(registration ? ['registration'] : []), ...(workplace === null ? [] : ['workplace'])];
  const last = parts.length > 1 ? ` and ${parts.pop() ?? ''} are` : ' is';
  return parts.join(', ') + last;
}

/** '1.5 hours', '1 hour'. */
export function hoursInWords(hours: number): string {
  return hours === 1 ? '1 hour' : `${String(hours)} hours`;
}

/** Who accredited the learning on the day of issue, each with reference and last day. */
export function accreditationsInWords({ accreditations = [] }: Pick<CertificateSnapshot, 'accreditations'>): string[] {
  return accreditations.map(
    ({ body, reference, validUntil }) => `${body}, reference ${reference}, until ${dateInWords(validUntil)}`,
  );
}
