/** Certificates were issued, on completion, by hand or as corrections. Published inside the transaction that issues them. */
export class CertificatesIssued {
  constructor(readonly certificateIds: readonly string[]) {}
}
