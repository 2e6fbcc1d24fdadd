import { z } from 'zod';
import { nations, type OrganisationFilter, sectors } from '../../organisations/organisations.types.js';
import { exemptionCodes } from '../exemptions.rules.js';
import { registerSorts, showable } from './register.queries.js';

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .enum(['', ...values])
    .catch('')
    .default('');
const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{0,6}$/)
  .catch('')
  .default('');
const page = z.coerce.number().int().min(1).max(1000).catch(1).default(1);
// Longer texts than any name are cut, not refused: they come from pasting.
const text = z
  .string()
  .transform((typed) => typed.trim().slice(0, 200))
  .catch('')
  .default('');

/** What was asked of the list of requests, as it stands in the address; what cannot be understood is left out. */
export const registerQuery = z.object({
  q: text,
  show: choice(showable as [string, ...string[]]),
  nation: choice(nations),
  region: code,
  icb: code,
  sector: choice([...sectors, 'none']),
  exemption: choice(['none', ...exemptionCodes]),
  sort: choice(registerSorts),
  page,
});
export type RegisterQuery = z.output<typeof registerQuery>;

/** Which bodies to ask. Real ones that are open unless said otherwise. */
export const bodiesQuery = z.object({
  q: text,
  nation: choice(nations),
  region: code,
  icb: code,
  sector: choice(sectors),
  status: choice(['fictional', 'closed']),
  page,
});
export type BodiesQuery = z.output<typeof bodiesQuery>;

export function bodiesFilter(query: BodiesQuery): OrganisationFilter {
  return {
    ...(query.q && { text: query.q }),
    ...(query.nation && { nation: query.nation }),
    ...(query.region && { regionCode: query.region }),
    ...(query.icb && { icbCode: query.icb }),
    ...(query.sector && { sector: query.sector }),
    status: query.status === 'closed' ? 'closed' : 'open',
    fictional: query.status === 'fictional',
  };
}

/** Boxes that are ticked; a box alone comes as text, several as a list, none not at all. */
export const ticked = z.preprocess(
  (given): unknown => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z.array(z.uuid()).max(1000),
);

/** What was ticked in a form, whether or not the rest of it is in order. */
export function tickedIn(given: unknown): ReadonlySet<string> {
  return new Set([given].flat().filter((id) => typeof id === 'string'));
}

/** All that the filter finds, or only those that are ticked on the page. */
export const which = z.enum(['all', 'ticked'], 'Choose all of them or only those that are ticked');
