/** Everything that a person may be allowed to do. Which role holds which is decided in accounts. */
export const PERMISSIONS = [
  'account.own',
  'learning.take',
  'sessions.lead',
  'policies.verify',
  'policies.extract',
  'requests.administer',
  'landscape.read',
  'partnerships.administer',
  'changes.decide',
  'courses.author',
  'courses.review',
  'certificates.administer',
  'enrolments.administer',
  'accounts.administer',
  'audit.read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** The signed-in person, as every request knows them. */
export interface SignedInPerson {
  id: string;
  name: string;
  email: string;
  permissions: ReadonlySet<Permission>;
}
