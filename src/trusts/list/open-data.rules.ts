import type { OrganisationSummary } from '../../organisations/organisations.types.js';

/** One organisation in `/trusts.json`. Areas are codes, as the filters take them; null is what is not known or not so. */
export interface OpenOrganisation {
  code: string;
  odsCode: string | null;
  name: string;
  nation: string;
  region: string | null;
  icb: string | null;
  sector: string | null;
  openedOn: string | null;
  closedOn: string | null;
  /** Who runs its services now, when that is one; null also when several share them. */
  successor: string | null;
  successors: string[];
}

export function asOpenData(organisation: OrganisationSummary): OpenOrganisation {
  const successors = organisation.successors.map((successor) => successor.code);
  return {
    code: organisation.code,
    odsCode: organisation.odsCode,
    name: organisation.name,
    nation: organisation.nation,
    region: organisation.regionCode,
    icb: organisation.icbCode,
    sector: organisation.sector,
    openedOn: organisation.openedOn,
    closedOn: organisation.closedOn,
    successor: successors.length === 1 ? (successors[0] ?? null) : null,
    successors,
  };
}
