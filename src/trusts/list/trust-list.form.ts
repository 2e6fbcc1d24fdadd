import { z } from 'zod';
import {
  nations,
  type OrganisationFilter,
  type OrganisationSort,
  organisationStatuses,
  sectors,
} from '../../organisations/organisations.types.js';

const oneOf = <const Values extends readonly [string, ...string[]]>(name: string, values: Values) =>
  z.enum(['', ...values], `${name} is one of ${values.join(', ')}.`).default('');
const code = (name: string) =>
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,6}$/, `${name} is a code of at most six letters and digits.`)
    .default('');

const fields = z.object({
  // Longer texts than any name are cut, not refused: they come from pasting.
  q: z
    .string()
    .default('')
    .transform((text) => text.trim().slice(0, 200)),
  nation: oneOf('nation', nations),
  region: code('region'),
  icb: code('icb'),
  sector: oneOf('sector', sectors),
  status: oneOf('status', organisationStatuses),
  known: oneOf('known', ['yes']),
  sort: oneOf('sort', ['name', 'opened', 'closed']),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});

/** What a visitor asked of the list, as it stands in the address; '' is not asked. */
export type TrustListQuery = z.output<typeof fields>;

/** For the page: what cannot be understood is left out, since a visitor can do nothing about an old address. */
export function readQuery(query: object): TrustListQuery {
  const parsed = fields.safeParse(query);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return fields.parse(Object.fromEntries(Object.entries(query).filter(([name]) => !wrong.has(name))));
}

/** For open data: a filter that does not exist is refused, since the answer would look as if it had been applied. */
export function readStrictQuery(query: object): { query: TrustListQuery } | { problem: string } {
  const parsed = fields.strict().safeParse(query);
  if (parsed.success) return { query: parsed.data };
  const [issue] = parsed.error.issues;
  const problem = issue?.code === 'unrecognized_keys' ? `There is no filter ${issue.keys.join(', ')}.` : issue?.message;
  return { problem: problem ?? 'The filters cannot be read.' };
}

/** The filter of the directory that a query stands for; "known" is the business of whoever knows what is known. */
export function filterOf(query: TrustListQuery): OrganisationFilter {
  return {
    ...(query.q && { text: query.q }),
    ...(query.nation && { nation: query.nation }),
    ...(query.region && { regionCode: query.region }),
    ...(query.icb && { icbCode: query.icb }),
    ...(query.sector && { sector: query.sector }),
    ...(query.status && { status: query.status }),
  };
}

export function sortOf(query: TrustListQuery): OrganisationSort | undefined {
  return query.sort === '' ? undefined : query.sort;
}
