import type { Profession, RegistrationBody, Role, WorkplaceKind } from './accounts.types.js';

const professionNames: Record<Profession, string> = {
  nurse: 'Nurse',
  midwife: 'Midwife',
  paramedic: 'Paramedic',
  doctor: 'Doctor',
  ahp: 'Allied health professional',
  pharmacist: 'Pharmacist',
  social_worker: 'Social worker',
  support_worker: 'Healthcare support worker',
  other: 'Another profession',
};

const bodyNames: Record<RegistrationBody, string> = {
  nmc: 'Nursing and Midwifery Council (NMC)',
  gmc: 'General Medical Council (GMC)',
  hcpc: 'Health and Care Professions Council (HCPC)',
  gphc: 'General Pharmaceutical Council (GPhC)',
  other: 'Another body',
};

const kindNames: Record<WorkplaceKind, string> = {
  organisation: 'NHS or HSC organisation',
  agency: 'Agency',
  hospice: 'Hospice',
  gp: 'GP practice',
  care_home: 'Care home',
  prison: 'Prison',
  other: 'Somewhere else',
};

const roleNames: Record<Role, string> = { learner: 'Learner', trainer: 'Trainer', admin: 'Administrator' };

export const professionName = (profession: Profession): string => professionNames[profession];
export const registrationBodyName = (body: RegistrationBody): string => bodyNames[body];
/** What kind of workplace it is, for one that is not in the directory. */
export const workplaceKindName = (kind: WorkplaceKind): string => kindNames[kind];
export const roleName = (role: Role): string => roleNames[role];
