/** What is known about an organisation changed, and a new revision of its profile was made in this transaction. */
export class ProfileRevised {
  constructor(
    readonly organisationId: string,
    readonly revisionId: string,
    readonly number: number,
  ) {}
}

/** A document that no fact cites is being taken back. Whoever built something else on it lets go of it, or throws. */
export class DocumentWithdrawn {
  constructor(
    readonly documentId: string,
    readonly lineage: string,
  ) {}
}
