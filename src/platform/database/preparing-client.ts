import { createHash } from 'node:crypto';
import pg from 'pg';

/** Each connection keeps a plan for each prepared statement, so their number is bounded. */
const MOST_PREPARED = 500;
/** Texts that are watched for a second asking; a list of them that grew longer starts again. */
const MOST_WATCHED = 2_000;

/**
 * Which statements are worth preparing: those asked a second time in this process. Texts made for one occasion, an insert
 * of so many rows, are not. What is prepared stays so for as long as the process lives.
 */
class Repeated {
  private readonly names = new Map<string, string>();
  private readonly seen = new Set<string>();

  /** The name under which the statement is prepared; undefined when it is not. */
  nameOf(text: string): string | undefined {
    const name = this.names.get(text);
    if (name !== undefined) return name;
    if (this.names.size >= MOST_PREPARED) return undefined;
    if (this.seen.delete(text)) {
      const made = createHash('sha256').update(text).digest('base64url');
      this.names.set(text, made);
      return made;
    }
    if (this.seen.size >= MOST_WATCHED) this.seen.clear();
    this.seen.add(text);
    return undefined;
  }
}

const repeated = new Repeated();

/**
 * A connection that prepares the statements that are asked again and again: PostgreSQL then parses them once for each
 * connection and, where it pays, plans them once. Needs a pooler between, if there is one, that follows prepared
 * statements (PgBouncer since 1.21).
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((first: unknown, values: unknown, ...rest: unknown[]) => {
      const name =
        typeof first === 'string' && Array.isArray(values) && values.length > 0 ? repeated.nameOf(first) : undefined;
      return name === undefined ? query(first, values, ...rest) : query({ name, text: first, values }, ...rest);
    }) as typeof this.query;
  }
}
