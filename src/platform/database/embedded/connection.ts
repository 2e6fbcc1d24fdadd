import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface HeldData {
  release: () => Promise<void>;
}

/** The advisory lock that says which process the data belong to; it ends with that process. */
const LOCK = 20251;

/** A connection to another database of the server at `url`. */
export async function connect(url: string, database: string, applicationName = 'beforehand'): Promise<pg.Client> {
  const address = new URL(url);
  address.pathname = `/${database}`;
  const client = new pg.Client({
    connectionString: address.href,
    application_name: applicationName,
    connectionTimeoutMillis: 5000,
  });
  // A server that goes away must not bring the process down with an unhandled event.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Makes this process the holder of the data. Throws EmbeddedPostgresError, saying who is, when another one is. */
export async function holdData(url: string, dataDir: string): Promise<HeldData> {
  const client = await connect(url, 'postgres', `beforehand process ${String(process.pid)}`);
  const got = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
  if (got.rows[0]?.held) return { release: () => client.end().catch(() => undefined) };
  const holder = await client.query<{ name: string; since: Date }>(
    `select activity.application_name as name, activity.backend_start as since
       from pg_locks lock join pg_stat_activity activity using (pid)
      where lock.locktype = 'advisory' and lock.objid = $1 and lock.granted`,
    [LOCK],
  );
  await client.end();
  const { name, since } = holder.rows[0] ?? { name: 'another process', since: new Date() };
  throw new EmbeddedPostgresError(
    `The data in ${dataDir} are in use by ${name}, which has held them since ${since.toISOString()}. Stop it first, or set DATA_DIR to another folder.`,
  );
}
