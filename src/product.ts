import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger as NestLogger } from 'nestjs-pino';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { OpenDatabase } from './open-database.js';
import type { Config } from './platform/config/config.js';
import { DatabasePool } from './platform/database/pool.js';
import { prepareHttp } from './platform/http/http-app.js';
import { ShippedData } from './platform/shipped-data.js';

/** The database is older than the product, and nobody told the product to change it. */
export class MigrationsPending extends Error {
  constructor() {
    super(
      'The database has not been brought up to this version. Run `npm run cli -- database:migrate`, or start with MIGRATE_ON_START=true.',
    );
    this.name = 'MigrationsPending';
  }
}

/** The web application, wired and initialised, not yet listening. */
export async function createWebApp(
  config: Config,
  databaseUrl: string,
  logger: Logger,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, databaseUrl, logger), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLogger));
  prepareHttp(app, logger);
  await app.init();
  return app;
}

/** The product without its web face, for the job worker and the operator's commands. */
export async function createContext(
  config: Config,
  databaseUrl: string,
  logger: Logger,
): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, databaseUrl, logger), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLogger));
  return app;
}

/**
 * Brings the schema up to date where the product may do so (the embedded database, or when told).
 * Throws MigrationsPending where it may not.
 */
export async function prepareSchema(
  app: INestApplicationContext,
  config: Config,
  database: OpenDatabase,
): Promise<void> {
  const connections = app.get(DatabasePool);
  if (!(await connections.hasPendingMigrations())) return;
  if (!database.embedded && !config.migrateOnStart) throw new MigrationsPending();
  await connections.migrate();
}

/** The schema, and then what ships. */
export async function prepareData(app: INestApplicationContext, config: Config, database: OpenDatabase): Promise<void> {
  await prepareSchema(app, config, database);
  await app.get(ShippedData).load();
}
