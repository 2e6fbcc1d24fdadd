import { dateInWords } from '../../platform/civil-date.rules.js';
import {
  displayable,
  REPLACEMENT,
  runsFromRight,
  type Typeface,
} from '../../platform/typesetting/displayable.rules.js';
import type { CertificateSnapshot } from '../certificates.types.js';

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
  accreditation: string | null;
}

/** The words of a certificate, with what the typefaces lack replaced, and that said. */
export function certificateText(of: CertificateSnapshot, typefaces: readonly Typeface[]): CertificateText {
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
    sampleReason: 'The clinical and legal reviews of this version of the course are not both recorded.',
    long: name.length > 90 || title.length > 110 || outcomes.length > 9 || outcomes.join(' ').length > 800,
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
    accreditation:
      of.accreditation &&
      `Accredited by ${of.accreditation.body}, ${of.accreditation.reference}, until ${dateInWords(of.accreditation.validUntil)}`,
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
