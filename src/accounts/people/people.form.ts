import { z } from 'zod';
import { grantableRoles } from './role-changes.rules.js';

/** What was asked of the list, as it stands in the address; what cannot be understood is left out. */
export const peopleQuery = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, 200))
    .catch('')
    .default(''),
  before: z.uuid().nullable().catch(null).default(null),
});

/** Boxes that are ticked; a box alone comes as text, several as a list, none not at all. */
export const rolesForm = z.object({
  roles: z.preprocess(
    (given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
    z.array(z.enum(grantableRoles, { error: 'Choose roles from the list' })),
  ),
});
