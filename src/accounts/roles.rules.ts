import type { Permission } from '../platform/http/permissions.types.js';
import type { Role } from './accounts.types.js';

const learner = ['account.own', 'learning.take'] as const;
const trainer = [
  ...learner,
  'sessions.lead',
  'policies.verify',
  'policies.extract',
  'landscape.read',
  'changes.decide',
  'courses.author',
  'courses.review',
] as const;
const admin = [
  ...trainer,
  'requests.administer',
  'partnerships.administer',
  'certificates.administer',
  'enrolments.administer',
  'accounts.administer',
  'audit.read',
] as const;

const granted: Record<Role, readonly Permission[]> = { learner, trainer, admin };

/** What the holder of the roles may do. The only place that knows roles; everything else asks for a permission. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => granted[role]));
}
