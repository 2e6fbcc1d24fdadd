import type { INestApplicationContext } from '@nestjs/common';
import { pino } from 'pino';
import { joinDatabase, type OpenDatabase } from '../open-database.js';
import type { Config } from '../platform/config/config.js';
import { createLogger } from '../platform/http/logging.js';
import { newId } from '../platform/database/new-id.js';
import { runInContext } from '../platform/request-context.js';
import { explainFailure, readConfigOrExit } from '../process.js';
import { createContext, prepareData, prepareSchema } from '../product.js';

/** A refusal that the operator can mend: printed as one sentence, and the command ends with status 1. */
export class CommandRefused extends Error {}

interface Product {
  app: INestApplicationContext;
  config: Config;
  database: OpenDatabase;
}

/**
 * Runs a command on the product's database as the operator: joins the embedded one of a running product or starts
 * it for the time being. Log lines go to standard error; standard output is the command's own.
 */
export async function withProduct(
  work: (product: Product) => Promise<void>,
  options: { prepare?: 'everything' | 'schema' | 'nothing' } = {},
): Promise<void> {
  const { prepare = 'everything' } = options;
  const config = readConfigOrExit();
  const logger = createLogger(
    { ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel },
    pino.destination(2),
  );
  const undo: (() => Promise<void>)[] = [];
  try {
    const database = await joinDatabase(config, logger);
    undo.push(database.stop);
    const app = await createContext(config, database.url, logger);
    undo.push(() => app.close());
    if (prepare === 'schema') await prepareSchema(app, config, database);
    if (prepare === 'everything') await prepareData(app, config, database);
    await runInContext({ requestId: newId(), actor: { kind: 'operator' } }, () => work({ app, config, database }));
  } catch (error) {
    if (error instanceof CommandRefused) console.error(error.message);
    else explainFailure(error, logger);
    process.exitCode = 1;
  } finally {
    for (const step of undo.reverse()) await step().catch(() => undefined);
  }
}
