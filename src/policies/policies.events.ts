/** What is known about an organisation changed, and a new revision of its profile was made in this transaction. */
export class ProfileRevised {
  constructor(
    readonly organisationId: string,
    readonly revisionId: string,
    readonly number: number,
  ) {}
}
