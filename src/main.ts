import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from './open-database.js';
import { createLogger } from './platform/http/logging.js';
import { Readiness } from './platform/http/readiness.js';
import { Jobs } from './platform/jobs/jobs.js';
import { explainFailure, readConfigOrExit, stopOnSignal } from './process.js';
import { createWebApp, prepareData } from './product.js';

const STOP_NOTICE_MS = 250;

const config = readConfigOrExit();
const logger = createLogger(config);
const undo: (() => Promise<void>)[] = [];
const stop = async () => {
  for (const step of undo.splice(0).reverse()) await step();
};
stopOnSignal(config.stopTimeoutMs, stop);

try {
  const database = await openDatabase(config, logger);
  undo.push(database.stop);
  const app = await createWebApp(config, database.url, logger);
  undo.push(() => app.close());
  await app.listen(config.port);
  const readiness = app.get(Readiness);
  undo.push(async () => {
    readiness.stopping();
    // Balancers see it before the door closes; then no new connection, and requests under way are finished.
    await sleep(STOP_NOTICE_MS);
    await new Promise((resolve) => app.getHttpServer().close(resolve));
  });
  await prepareData(app, config, database);
  if (config.workerInWeb) {
    const jobs = app.get(Jobs);
    await jobs.start();
    undo.push(() => jobs.stop());
  }
  readiness.ready();
  console.log(`Beforehand is ready at ${config.publicUrl}`);
  if (config.production && config.smtpUrl === null) logger.warn('SMTP_URL is not set: mail waits and is not sent');
} catch (error) {
  explainFailure(error, logger);
  await stop().catch(() => undefined);
  process.exit(1);
}
