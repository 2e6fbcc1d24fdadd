// Before the tests: builds the product, starts one PostgreSQL for the run, and makes two template databases that each
// test file clones: `test_empty` (migrated) and `test_sample` (with all that ships and the sample accounts).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { forgetPages } from './pages-seen.mjs';

const root = path.resolve(import.meta.dirname, '../..');

export default async function globalSetup() {
  execFileSync(process.execPath, [path.join(root, 'script/build.mjs'), '--if-changed', '--quiet'], {
    stdio: 'inherit',
  });
  mkdirSync(path.join(root, '.tmp'), { recursive: true });
  forgetPages();
  const dataDir = mkdtempSync(path.join(root, '.tmp/test-'));
  const { startEmbeddedPostgres } = await import(
    path.join(root, 'dist/src/platform/database/embedded/embedded-postgres.js')
  );
  const { pino } = await import('pino');
  const logger = pino({ level: 'silent' });
  const postgres = await startEmbeddedPostgres({ dataDir, port: null, logger, fsync: false });
  globalThis.__BEFOREHAND_POSTGRES__ = { ...postgres, dataDir };
  process.env.TEST_DATABASE_URL = postgres.url;

  const pg = (await import('pg')).default;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query('create database test_empty');
  const { createContext } = await import(path.join(root, 'dist/src/product.js'));
  const { readConfig } = await import(path.join(root, 'dist/src/platform/config/config.js'));
  const { DatabasePool } = await import(path.join(root, 'dist/src/platform/database/pool.js'));
  const { ShippedData } = await import(path.join(root, 'dist/src/platform/shipped-data.js'));
  const config = { ...readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), sampleContent: true };
  const prepare = async (name, work) => {
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    const app = await createContext(config, url.href, logger);
    await work(app);
    await app.close();
  };
  await prepare('test_empty', (app) => app.get(DatabasePool).migrate());
  await admin.query('create database test_sample template test_empty');
  await prepare('test_sample', (app) => app.get(ShippedData).load());
  await admin.end();
}
