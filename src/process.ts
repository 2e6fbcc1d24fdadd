import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './platform/config/config.js';
import { EmbeddedPostgresError } from './platform/database/embedded/embedded-postgres-error.js';
import { MigrationsPending } from './product.js';

/** Reads the settings, or says what is wrong with them and ends the process. */
export function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Says why the process cannot go on: in one sentence when it is for the operator to mend, with a stack otherwise. */
export function explainFailure(error: unknown, logger: Logger): void {
  if (error instanceof EmbeddedPostgresError || error instanceof MigrationsPending || error instanceof ConfigError)
    console.error(error.message);
  else if (takenPort(error) !== null)
    console.error(
      `Port ${String(takenPort(error))} is in use. Stop what uses it, or set PORT to another, such as PORT=3001 npm start.`,
    );
  else {
    logger.fatal({ err: error }, 'cannot go on');
    console.error(`Beforehand stopped: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The port that another process holds, when that is what went wrong. */
function takenPort(error: unknown): number | null {
  if (!(error instanceof Error) || !('port' in error)) return null;
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? Number(error.port) : null;
}

/**
 * Calls `stop` once when the process is told to end, and ends it afterwards; a second signal, or the time running
 * out, ends it at once.
 */
export function stopOnSignal(timeoutMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), timeoutMs).unref();
    stop().then(
      () => process.exit(),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
