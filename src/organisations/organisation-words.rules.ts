import type { Nation, OrganisationKind, Sector, SectorBasis } from './organisations.types.js';

const nationNames: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  northern_ireland: 'Northern Ireland',
};

const sectorNames: Record<Sector, string> = {
  acute: 'Acute hospitals',
  mental_health: 'Mental health',
  community: 'Community',
  ambulance: 'Ambulance',
  specialist: 'Specialist',
  integrated: 'Integrated',
};

const sectorBasisWords: Record<SectorBasis, string> = {
  name: 'its name says so',
  well_known: 'from its well-known services; not looked up one by one',
  unconfirmed: 'not confirmed',
};

const kindNames: Record<OrganisationKind, string> = {
  trust: 'NHS trust or foundation trust',
  care_trust: 'NHS care trust',
  health_board: 'Health board',
  special_health_board: 'National health board',
  hsc_trust: 'Health and Social Care trust',
};

export const nationName = (nation: Nation): string => nationNames[nation];
export const sectorName = (sector: Sector): string => sectorNames[sector];
/** How we know an organisation's sector, to be put after it. */
export const sectorBasisInWords = (basis: SectorBasis): string => sectorBasisWords[basis];
export const kindName = (kind: OrganisationKind): string => kindNames[kind];

/** An ICB's name without what all of them share: "NHS Thames Valley Integrated Care Board" becomes "Thames Valley". */
export function shortIcbName(name: string): string {
  return name.replace(/^NHS /, '').replace(/ Integrated Care Board$/, '');
}
