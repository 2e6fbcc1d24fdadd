import { professionName, registrationBodyName } from '../../accounts/account-words.rules.js';
import type { PersonDetails } from '../../accounts/accounts.types.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { cpdHours } from '../../learning/cpd-hours.rules.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import type { CertificateSnapshot } from '../certificates.types.js';
import { validUntil, type ValidityTerms } from '../renewal/renewal.rules.js';
import { type Design, designed } from '../templates/template.rules.js';

/** What a completion leaves for a certificate, whenever that is issued. */
export type Completion = Pick<CertificateSnapshot, 'hours' | 'mode' | 'enrolledOn' | 'completedOn' | 'result'> & {
  workplace: string | null;
};

/** Self-directed e-learning on one's own is never participatory, however long it takes (NMC revalidation). */
export function completionOf(
  completed: {
    enrolledOn: CivilDate;
    completedOn: CivilDate;
    score: { right: number; of: number; percent: number };
    minutes: number | null;
  },
  version: Pick<CourseVersion, 'minutes' | 'passMark'>,
  workplace: string | null,
): Completion {
  const total = cpdHours(completed.minutes ?? version.minutes);
  return {
    hours: { total, participatory: 0, nonParticipatory: total },
    mode: 'Self-directed e-learning',
    enrolledOn: completed.enrolledOn,
    completedOn: completed.completedOn,
    result: { ...completed.score, passMark: version.passMark },
    workplace,
  };
}

/** Name, number and code in small letters, in which administrators search. */
export function searchKeyOf({ holder, number, course }: CertificateSnapshot): string {
  return [holder.name, number, number.replaceAll('-', ''), course.code].join(' ').toLowerCase();
}

/** All that a certificate shows, from who holds it, what they completed, and who provides it. */
export function snapshotOf(of: {
  number: string;
  publicUrl: string;
  verifyPath: string;
  sample: boolean;
  person: Pick<PersonDetails, 'name' | 'profession' | 'registrationBody' | 'registrationNumber'>;
  completion: Completion;
  version: Pick<CourseVersion, 'title' | 'code' | 'number' | 'outcomes'>;
  issuedOn: CivilDate;
  provider: { name: string; signatoryName: string | null; signatoryRole: string | null };
  design: Design;
  terms: ValidityTerms;
}): CertificateSnapshot {
  const { person, completion, version, provider } = of;
  const { registrationBody: body, registrationNumber: registered } = person;
  return {
    shape: 1,
    number: of.number,
    verifyUrl: of.publicUrl + of.verifyPath,
    sample: of.sample,
    holder: {
      name: person.name,
      profession: person.profession === 'other' ? null : professionName(person.profession),
      registration:
        registered === null
          ? null
          : { body: body === null || body === 'other' ? null : registrationBodyName(body), number: registered },
      workplace: completion.workplace,
    },
    course: { title: version.title, code: version.code, version: version.number },
    outcomes: version.outcomes.map((outcome) => outcome.text),
    hours: completion.hours,
    mode: completion.mode,
    enrolledOn: completion.enrolledOn,
    completedOn: completion.completedOn,
    issuedOn: of.issuedOn,
    validUntil: validUntil(completion.completedOn, of.terms),
    result: completion.result,
    provider: { name: provider.name, platform: 'Beforehand' },
    ...designed(of.design, of.issuedOn, signatoryOf(provider)),
  };
}

/** Whom this installation names under its certificates, if anybody. */
export function signatoryOf(provider: {
  signatoryName: string | null;
  signatoryRole: string | null;
}): CertificateSnapshot['signatory'] {
  return provider.signatoryName === null ? null : { name: provider.signatoryName, role: provider.signatoryRole };
}
