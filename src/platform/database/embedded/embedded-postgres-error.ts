/** The embedded database cannot run; the message says why and how to put it right. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
