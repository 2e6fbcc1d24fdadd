import { runMigrations as migrateWorker } from 'graphile-worker';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** Any number, the same in every process: who holds this lock may migrate. */
const MIGRATION_LOCK = 7_263_401;

/** The pg pool under a TypeORM data source, for the libraries that want one. */
export function poolOf(dataSource: DataSource): Pool {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  if (pool.listenerCount('connect') === 0)
    // A connection that is lost while nobody uses it fails when it is asked next; it must not end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** True when the database lacks a migration that this version of the product has. */
export async function hasPendingMigrations(dataSource: DataSource): Promise<boolean> {
  const [row] = await dataSource.query<{ migrations: string | null; jobs: string | null }[]>(
    `select to_regclass('public.migrations')::text as migrations, to_regclass('graphile_worker.migrations')::text as jobs`,
  );
  if (!row?.migrations || !row.jobs) return true;
  return dataSource.showMigrations();
}

/**
 * Brings the schema up to this version under an advisory lock, so that processes starting together do it once.
 * All pending migrations stand or fall together.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'all' });
    await migrateWorker({ pgPool: poolOf(dataSource) });
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
