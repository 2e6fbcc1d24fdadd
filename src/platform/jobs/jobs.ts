import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { type CronItem, Logger, parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { PinoLogger } from 'nestjs-pino';
import { Database } from '../database/database.js';
import { newId } from '../database/new-id.js';
import { DatabasePool } from '../database/pool.js';
import { currentContext, runInContext } from '../request-context.js';
import { WorkerPresence } from './presence.js';

/** How often a worker looks for jobs that another one left behind when it was killed. */
const LOOK_FOR_THE_DEAD_MS = 15_000;

type Handler = (payload: never) => Promise<void>;
interface Envelope {
  requestId: string;
  payload: unknown;
}

/** Work that leaves the process, as rows in the same PostgreSQL: added in the caller's commit, done at least once. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, Handler>();
  private readonly recurring: CronItem[] = [];
  private runner: Runner | null = null;
  private presence: WorkerPresence | null = null;
  private lookout: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly connections: DatabasePool,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(Jobs.name);
  }

  /** Says how a kind of job is done. Handlers are repeatable: a job cut off by a crash is run again. */
  // The payload's shape is a promise between who adds a job and who does it.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  handle<Payload>(name: string, handler: (payload: Payload) => Promise<void>): void {
    this.handlers.set(name, handler);
  }

  /** Has a kind of job done again and again, when the crontab pattern says (in UTC). One missed is not made up for. */
  recur(name: string, pattern: string): void {
    this.recurring.push({ task: name, match: pattern, options: { maxAttempts: 1 } });
  }

  /** Adds a job inside the ambient transaction. A key makes a job that waits under the same key be replaced. */
  async add(name: string, payload: object, options: { key?: string; runAt?: Date } = {}): Promise<void> {
    if (!this.handlers.has(name)) throw new Error(`No handler is registered for jobs named ${name}`);
    const envelope: Envelope = { requestId: currentContext()?.requestId ?? newId(), payload };
    await this.database.query(
      'select graphile_worker.add_job($1, $2::json, job_key := $3, run_at := coalesce($4::timestamptz, now()))',
      [name, JSON.stringify(envelope), options.key ?? null, options.runAt ?? null],
    );
  }

  /** Adds many jobs of one kind in one statement, inside the ambient transaction. */
  async addAll(name: string, payloads: readonly object[], options: { runAt?: Date } = {}): Promise<void> {
    if (!this.handlers.has(name)) throw new Error(`No handler is registered for jobs named ${name}`);
    if (payloads.length === 0) return;
    const requestId = currentContext()?.requestId ?? newId();
    const envelopes = payloads.map((payload): Envelope => ({ requestId, payload }));
    await this.database.query(
      `select graphile_worker.add_jobs(array_agg(
         row($1, envelope, null, $3::timestamptz, null, null, null, null)::graphile_worker.job_spec))
       from json_array_elements($2::json) as envelope`,
      [name, JSON.stringify(envelopes), options.runAt ?? null],
    );
  }

  /** Starts to take jobs; log lines carry the request id under which each was added. */
  async start(concurrency = 2): Promise<void> {
    const presence = new WorkerPresence(this.connections.pool);
    this.presence = presence;
    await presence.freeJobsOfTheDead();
    const events: WorkerEvents = new EventEmitter();
    let present = Promise.resolve();
    events.on('pool:create', ({ workerPool }) => {
      present = presence.begin(workerPool.id);
    });
    this.runner = await run({
      events,
      pgPool: this.connections.pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      parsedCronItems: parseCronItems(this.recurring),
      taskList: Object.fromEntries([...this.handlers].map(([name, handler]) => [name, this.task(name, handler)])),
      logger: new Logger((scope) => (level, message) => {
        if (level === 'error' || level === 'warning') this.log.warn({ job: scope.taskIdentifier }, message);
      }),
    });
    await present;
    this.lookout = setInterval(() => {
      presence.freeJobsOfTheDead().catch((error: unknown) => {
        this.log.warn({ err: error }, 'could not look for jobs left behind');
      });
    }, LOOK_FOR_THE_DEAD_MS).unref();
  }

  /** Stops taking jobs and waits for those under way. */
  async stop(): Promise<void> {
    clearInterval(this.lookout);
    await this.runner?.stop();
    this.runner = null;
    this.presence?.end();
    this.presence = null;
  }

  private task(name: string, handler: Handler) {
    return async (data: unknown) => {
      // Nobody asked for one that recurs.
      const { requestId = newId(), payload = {} } = data as Partial<Envelope>;
      const started = performance.now();
      await runInContext({ requestId, actor: { kind: 'system' } }, async () => {
        try {
          await handler(payload as never);
          this.log.info({ job: name, requestId, ms: Math.round(performance.now() - started) }, 'job done');
        } catch (error) {
          this.log.error({ job: name, requestId, err: error }, 'job failed; it will be tried again');
          throw error;
        }
      });
    };
  }
}
