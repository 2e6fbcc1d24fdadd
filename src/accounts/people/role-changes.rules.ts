import type { Role } from '../accounts.types.js';

/** What an administrator may give and take. A learner is everybody. */
export const grantableRoles = ['trainer', 'admin'] as const satisfies readonly Role[];
export type GrantableRole = (typeof grantableRoles)[number];

interface Standing {
  /** Who asks, null for an operator. */
  actorId: string | null;
  personId: string;
  /** Administrators who can sign in, the person left out. */
  otherAdmins: number;
  isAdmin: boolean;
}

/** Why the person may not be left with these roles; empty when they may. */
export function roleChangeProblems(wanted: readonly GrantableRole[], standing: Standing): string[] {
  if (!standing.isAdmin || wanted.includes('admin')) return [];
  return lossProblems(standing, 'You cannot take the administrator role from yourself. Ask another administrator');
}

/** Why the account may not be deactivated; empty when it may. */
export function deactivationProblems(standing: Standing): string[] {
  if (standing.actorId === standing.personId)
    return ['You cannot deactivate your own account. Ask another administrator'];
  return standing.isAdmin ? lossProblems(standing, '') : [];
}

function lossProblems(standing: Standing, own: string): string[] {
  if (standing.actorId === standing.personId) return [own];
  if (standing.otherAdmins === 0) return ['This is the last administrator. Make somebody else an administrator first'];
  return [];
}
