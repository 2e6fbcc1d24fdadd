/** The four nations whose law a learner may work under. The order is the one that pages list them in. */
export const nations = ['england', 'wales', 'scotland', 'northern_ireland'] as const;
export type Nation = (typeof nations)[number];

/** What an organisation mainly does; curated by us, because ODS holds no sector. */
export const sectors = ['acute', 'mental_health', 'community', 'ambulance', 'specialist', 'integrated'] as const;
export type Sector = (typeof sectors)[number];

export const organisationKinds = ['trust', 'care_trust', 'health_board', 'special_health_board', 'hsc_trust'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** How services went on: all into one successor, or shared out among several (then a learner is asked which). */
export const successionKinds = ['merger', 'split'] as const;
export type SuccessionKind = (typeof successionKinds)[number];

/** Whether the source says that it took place, or that it was planned and the closing date agrees. */
export const successionEvidence = ['completed', 'announced'] as const;
export type SuccessionEvidence = (typeof successionEvidence)[number];

/** The organisation at the other end of a succession. Dates are civil dates, 'YYYY-MM-DD'. */
export interface SuccessionLink {
  id: string;
  code: string;
  name: string;
  kind: SuccessionKind;
  /** First day on which the successor ran the services. */
  on: string;
  evidence: SuccessionEvidence;
  sourceUrl: string | null;
}

/** An organisation as other modules, pages and open data see it: one plain row, `null` where a thing is not known. */
export interface OrganisationSummary {
  id: string;
  /** Used in addresses and open data: the ODS code, else the GSS code, else our slug. */
  code: string;
  odsCode: string | null;
  gssCode: string | null;
  slug: string;
  name: string;
  kind: OrganisationKind;
  nation: Nation;
  regionCode: string | null;
  regionName: string | null;
  icbCode: string | null;
  /** Null when there is no ICB, and when ODS names one that our list does not hold. */
  icbName: string | null;
  sector: Sector | null;
  /** Whether the name says the sector, it is well known, or nobody has confirmed it. */
  sectorBasis: SectorBasis | null;
  town: string | null;
  openedOn: string | null;
  closedOn: string | null;
  fictional: boolean;
  /** None while it is open, and when it closed but no source that we hold names a successor. */
  successors: SuccessionLink[];
}

export const sectorBases = ['name', 'well_known', 'unconfirmed'] as const;
export type SectorBasis = (typeof sectorBases)[number];

export const organisationStatuses = ['open', 'closed'] as const;
export type OrganisationStatus = (typeof organisationStatuses)[number];

/** What to list. Everything left out does not narrow the list. */
export interface OrganisationFilter {
  /** Name, former name, abbreviation, town or code; typing mistakes are forgiven. */
  text?: string;
  nation?: Nation;
  regionCode?: string;
  icbCode?: string;
  sector?: Sector;
  status?: OrganisationStatus;
  /** Left out: real and fictional alike. */
  fictional?: boolean;
  /** Only these (a list made elsewhere, such as the Trusts about which something is known). */
  ids?: readonly string[];
}

export const organisationSorts = ['relevance', 'name', 'opened', 'closed'] as const;
export type OrganisationSort = (typeof organisationSorts)[number];

/** A place that organisations belong to: an NHS England region or an integrated care board. */
export interface Area {
  code: string;
  name: string;
  /** The region that an ICB lies in; null for a region. */
  regionCode: string | null;
}
