import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isCivilDate } from '../../platform/civil-date.rules.js';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';
import {
  nations,
  organisationKinds,
  sectorBases,
  sectors,
  successionEvidence,
  successionKinds,
} from '../organisations.types.js';

const optional = z.string().transform((text) => (text === '' ? null : text));
const orNone = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(['', ...values]).transform((value) => (value === '' ? null : (value as Values[number])));
const date = z.string().refine(isCivilDate, 'is not a date');
const optionalDate = z.union([z.literal('').transform(() => null), date]);

const organisationRow = z.object({
  code: z.string().min(1),
  ods_code: optional,
  gss_code: optional,
  slug: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(organisationKinds),
  nation: z.enum(nations),
  region_code: optional,
  icb_code: optional,
  icb_first_seen_on: optionalDate,
  sector: orNone(sectors),
  sector_basis: orNone(sectorBases),
  town: optional,
  postcode: optional,
  opened_on: optionalDate,
  closed_on: optionalDate,
  source: z.string().min(1),
});

const areaRow = z.object({
  code: z.string().min(1),
  kind: z.enum(['nation', 'region', 'icb']),
  name: z.string().min(1),
  parent: optional,
  closed_on: optionalDate,
});

const membershipRow = z.object({
  code: z.string().min(1),
  icb_code: z.string().min(1),
  region_code: optional,
  first_seen_on: date,
  left_by: date,
});

const nameRow = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(['former', 'also_known_as', 'abbreviation']),
  until: optionalDate,
  source: z.string().min(1),
});

const successionRow = z.object({
  predecessor: z.string().min(1),
  successor: z.string().min(1),
  on: date,
  kind: z.enum(successionKinds),
  evidence: z.enum(successionEvidence),
  source_url: z.url(),
});

export type ShippedOrganisation = z.output<typeof organisationRow>;

const FOLDER = 'data/organisations';

/** Where the files stand, below the product's folder. */
export const directoryFiles = [
  'organisations.csv',
  'areas.csv',
  'earlier-memberships.csv',
  'names.csv',
  'successions.csv',
].map((file) => `${FOLDER}/${file}`);
export const sampleFiles = [`${FOLDER}/sample-organisations.csv`];

export const readOrganisations = () => readRows('organisations.csv', organisationRow);
export const readSampleOrganisations = () => readRows('sample-organisations.csv', organisationRow);
export const readAreas = () => readRows('areas.csv', areaRow);
export const readEarlierMemberships = () => readRows('earlier-memberships.csv', membershipRow);
export const readNames = () => readRows('names.csv', nameRow);
export const readSuccessions = () => readRows('successions.csv', successionRow);

/** The rows of a shipped file; a fault in it is ours, so it throws and names the line. */
async function readRows<Row extends z.ZodType>(file: string, row: Row): Promise<z.output<Row>[]> {
  const text = await readFile(path.join(PRODUCT_FOLDER, FOLDER, file), 'utf8');
  const records: unknown[] = parse(text, { columns: true });
  return records.map((record, index) => {
    const parsed = row.safeParse(record);
    if (parsed.success) return parsed.data;
    const fault = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`${FOLDER}/${file}, line ${String(index + 2)}: ${fault}`);
  });
}
