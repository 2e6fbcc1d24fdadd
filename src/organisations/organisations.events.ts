/**
 * Organisations came into the directory, or their name, nation, area, sector, dates or successors changed. Published once,
 * in the transaction of the change.
 */
export class OrganisationsChanged {
  constructor(readonly organisationIds: readonly string[]) {}
}
