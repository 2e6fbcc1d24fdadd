import type { Logger } from 'pino';
import type { Config } from './platform/config/config.js';
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './platform/database/embedded/embedded-postgres.js';

export interface OpenDatabase {
  url: string;
  /** The product's own embedded PostgreSQL, whose schema it may bring up to date by itself. */
  embedded: boolean;
  /** Stops what this process started; leaves alone what it joined. */
  stop: () => Promise<void>;
}

const nothingToStop = () => Promise.resolve();

/** The external database of DATABASE_URL, or else the embedded one, started here. */
export async function openDatabase(config: Config, logger: Logger): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, embedded: false, stop: nothingToStop };
  const started = await startEmbeddedPostgres({ dataDir: config.dataDir, port: config.databasePort, logger });
  return { url: started.url, embedded: true, stop: () => started.stop() };
}

/** As openDatabase, but joins the embedded database of a product that is running on the same data folder. */
export async function joinDatabase(config: Config, logger: Logger): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return openDatabase(config, logger);
  const joined = await joinEmbeddedPostgres(config.dataDir);
  return joined ? { url: joined.url, embedded: true, stop: nothingToStop } : openDatabase(config, logger);
}
