/** An organisation's name, nation, area, sector, dates or successors changed. Published once for each, in the transaction. */
export class OrganisationChanged {
  constructor(readonly organisationId: string) {}
}
