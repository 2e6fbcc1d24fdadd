/** A mail server will never take a message for whom it is addressed to. Published inside the transaction that notes it. */
export class MailRefused {
  constructor(
    readonly messageId: string,
    /** Of SMTP, such as 550. */
    readonly code: number,
  ) {}
}
