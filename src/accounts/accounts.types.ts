import type { Nation } from '../organisations/organisations.types.js';

/** What people work as. Lessons are fitted to it; nothing is verified. */
export const professions = [
  'nurse',
  'midwife',
  'paramedic',
  'doctor',
  'ahp',
  'pharmacist',
  'social_worker',
  'support_worker',
  'other',
] as const;
export type Profession = (typeof professions)[number];

/** Everybody is a learner; the others are given by an administrator. */
export const roles = ['learner', 'trainer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whose register a registration number is in; `other` for a body whose numbers we do not know the form of. */
export const registrationBodies = ['nmc', 'gmc', 'hcpc', 'gphc', 'other'] as const;
export type RegistrationBody = (typeof registrationBodies)[number];

export interface PersonDetails {
  id: string;
  name: string;
  email: string;
  profession: Profession;
  registrationBody: RegistrationBody | null;
  /** As the register writes it: capitals, no spaces. Null exactly when the body is. Only its form was checked. */
  registrationNumber: string | null;
}

/** An organisation of the directory, or a kind of workplace that is not in it. */
export const workplaceKinds = ['organisation', 'agency', 'hospice', 'gp', 'care_home', 'prison', 'other'] as const;
export type WorkplaceKind = (typeof workplaceKinds)[number];

/** Where a person works now. Nation and area are the organisation's own where there is one. */
export interface CurrentWorkplace {
  id: string;
  /** Null when it is not in the directory. */
  organisationId: string | null;
  kind: WorkplaceKind;
  /** Null when it is not in the directory and nobody named it. */
  name: string | null;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
}

/** A workplace as somebody chose it: one of the directory, or what they said of another. */
export type Place =
  | { kind: 'organisation'; organisationId: string; nation: Nation }
  | {
      kind: Exclude<WorkplaceKind, 'organisation'>;
      name: string | null;
      nation: Nation;
      regionCode: string | null;
      icbCode: string | null;
    };

/** One of a person's workplaces, present or past. */
export interface Workplace extends CurrentWorkplace {
  isCurrent: boolean;
  startedAt: Date;
  /** Null while the person works there. */
  endedAt: Date | null;
  /** The organisation as an address names it; null when it is not in the directory. */
  organisationCode: string | null;
  fictional: boolean;
  /** The civil date on which the organisation closed; its services are run by the successors now, if they are known. */
  closedOn: string | null;
  successors: { code: string; name: string }[];
}
