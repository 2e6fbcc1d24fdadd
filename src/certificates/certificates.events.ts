/** Certificates were issued, on completion, by hand or as corrections. Published inside the transaction that issues them. */
export class CertificatesIssued {
  constructor(readonly certificateIds: readonly string[]) {}
}

/** Certificates that were kept for as long as this installation keeps them are about to be deleted, in the same transaction. */
export class CertificatesDeleted {
  constructor(readonly certificateIds: readonly string[]) {}
}
