import { addMonths, type CivilDate } from '../../platform/civil-date.rules.js';
import type { CertificateSnapshot, CertificateWording, TemplateContent } from '../certificates.types.js';

/** What a template gives to a certificate: a version of it, or nothing where there is none. */
export type Design = { versionId: string; content: TemplateContent } | null;

/** The product's own words, with which a template begins and which certificates bear where there is no template. */
export const OWN_WORDING: CertificateWording = {
  heading: 'Certificate of continuing professional development',
  opening: 'This certifies that',
  achievement: 'completed on',
  closing: null,
};

/** What a certificate takes from a template on the day of issue: an accreditation only while it is live. */
export function designed(
  design: Design,
  issuedOn: CivilDate,
  ownSignatory: CertificateSnapshot['signatory'],
): Pick<CertificateSnapshot, 'accreditations' | 'signatory' | 'template'> {
  if (design === null) return { accreditations: [], signatory: ownSignatory };
  const { wording, signatory, accreditations, logos } = design.content;
  return {
    accreditations: accreditations
      .filter(({ validFrom, validUntil }) => validFrom <= issuedOn && issuedOn <= validUntil)
      .map(({ body, reference, validUntil }) => ({ body, reference, validUntil })),
    signatory: signatory ?? ownSignatory,
    template: { versionId: design.versionId, wording, logos },
  };
}

const LONG_NAME = 'Wilhelmina Theodora Konstantinopoulos-Fotheringham-Featherstonehaugh '.repeat(3).trim();
const LONG_TITLE =
  'Advance decisions, advance statements and powers of attorney in community, hospital and ambulance care';

/** A certificate that nobody holds, for looking at a template: with names as most are, or with the longest. */
export function previewOf(
  design: NonNullable<Design>,
  of: {
    long: boolean;
    today: CivilDate;
    publicUrl: string;
    provider: string;
    ownSignatory: CertificateSnapshot['signatory'];
  },
): CertificateSnapshot {
  const number = '0000-0000-0000-0000-0';
  const outcome = (n: number) =>
    `Outcome ${String(n)} of the course${of.long ? ', in as many words as authors need where a thing is not said in few' : ''}`;
  return {
    shape: 1,
    number,
    verifyUrl: `${of.publicUrl}/verify/${number}`,
    sample: true,
    holder: {
      name: of.long ? LONG_NAME : 'Name of the holder',
      profession: 'Nurse',
      registration: { body: null, number: '000000' },
      workplace: of.long
        ? 'Name of a Trust that is as long as the longest in the directory of organisations'
        : 'Workplace',
    },
    course: { title: of.long ? LONG_TITLE : 'Title of the course', code: 'CODE-1', version: of.long ? 12 : 1 },
    outcomes: Array.from({ length: of.long ? 8 : 5 }, (_, index) => outcome(index + 1)),
    hours: { total: 1.5, participatory: 0, nonParticipatory: 1.5 },
    mode: 'Self-directed e-learning',
    enrolledOn: of.today,
    completedOn: of.today,
    issuedOn: of.today,
    validUntil: of.long ? addMonths(of.today, 12) : null,
    result: { right: 14, of: 16, percent: 88, passMark: 80 },
    provider: { name: of.provider, platform: 'Beforehand' },
    ...designed(design, of.today, of.ownSignatory),
  };
}

/** What whoever puts a template to use should know, in sentences. */
export function doubtsAbout(content: TemplateContent, today: CivilDate): string[] {
  return content.accreditations.flatMap(({ body, validFrom, validUntil }) => {
    if (validUntil < today) return [`The accreditation by ${body} has ended: certificates no longer bear it.`];
    if (validFrom > today) return [`The accreditation by ${body} has not begun: certificates do not bear it yet.`];
    return validUntil < addMonths(today, 2) ? [`The accreditation by ${body} ends soon: have it renewed.`] : [];
  });
}
