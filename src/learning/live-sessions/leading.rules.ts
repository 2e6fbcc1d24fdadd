import type { SignedInPerson } from '../../platform/http/permissions.types.js';

/** Whether somebody may change a session and note who was there: who leads it, and administrators. */
export function leads(
  session: { leaderId: string | null },
  person: Pick<SignedInPerson, 'id' | 'permissions'>,
): boolean {
  if (!person.permissions.has('sessions.lead')) return false;
  return session.leaderId === person.id || person.permissions.has('enrolments.administer');
}
