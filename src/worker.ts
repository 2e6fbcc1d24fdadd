import 'reflect-metadata';
import { joinDatabase } from './open-database.js';
import { createLogger } from './platform/http/logging.js';
import { Jobs } from './platform/jobs/jobs.js';
import { explainFailure, readConfigOrExit, stopOnSignal } from './process.js';
import { createContext, prepareData } from './product.js';

const config = readConfigOrExit();
const logger = createLogger(config);
const undo: (() => Promise<void>)[] = [];
const stop = async () => {
  for (const step of undo.splice(0).reverse()) await step();
};
stopOnSignal(config.stopTimeoutMs, stop);

try {
  const database = await joinDatabase(config, logger);
  undo.push(database.stop);
  const app = await createContext(config, database.url, logger);
  undo.push(() => app.close());
  await prepareData(app, config, database);
  const jobs = app.get(Jobs);
  await jobs.start(4);
  undo.push(() => jobs.stop());
  console.log('The job worker is ready');
} catch (error) {
  explainFailure(error, logger);
  await stop().catch(() => undefined);
  process.exit(1);
}
