import { once } from 'node:events';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isAlive } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const KEPT_LINES = 40;
const STOP_WITHIN_MS = 15_000;
const SAYS_WITHIN_MS = 2_000;

/** The database server that this process started. */
export class PostgresProcess {
  readonly port: number;
  saidReady = false;
  private readonly child: ChildProcess;
  private readonly lines: string[] = [];
  private stopping = false;
  private readonly exit: Promise<void>;

  constructor(
    private readonly options: { command: string[]; folder: string; port: number; fsync: boolean; logger: Logger },
  ) {
    this.port = options.port;
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '80',
      timezone: 'UTC',
      // Short queries by the thousand: compiling them costs more than it saves.
      jit: 'off',
      ...(options.fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    const [program = '', ...before] = options.command;
    this.child = spawn(
      program,
      [
        ...before,
        ...['-D', options.folder, '-p', String(options.port)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // Ctrl-C reaches every process of a terminal at once: in a group of its own the database outlives the last request.
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true, cwd: '/' },
    );
    this.exit = new Promise((resolve) => {
      this.child.once('exit', () => {
        resolve();
      });
      this.child.once('error', (error) => {
        this.lines.push(error.message);
        resolve();
      });
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.read(text);
    });
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** From now on, an end that nobody asked for ends the product too: it could only answer with errors. */
  watch(): void {
    void this.exit.then(() => {
      if (this.stopping) return;
      this.options.logger.fatal({ lines: this.lines.slice(-5) }, 'the embedded database ended unexpectedly');
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    });
  }

  /** The remains of a killed server still hold its memory or its lock file; a moment later they do not. */
  mayBeTriedAgain(): boolean {
    return /pre-existing shared memory block|lock file .* already exists|is another postmaster/.test(this.text());
  }

  /** Waits until what an ended process said last is read: that may come after its end. */
  async saidAll(): Promise<void> {
    const said = this.child.stderr;
    if (!this.ended || !said || said.destroyed) return;
    await once(said, 'close', { signal: AbortSignal.timeout(SAYS_WITHIN_MS) }).catch(() => undefined);
  }

  /** Why it ended. `chosenPort`: whether somebody asked for this port. */
  explain(chosenPort: boolean): EmbeddedPostgresError {
    if (/Address already in use/.test(this.text()))
      return new EmbeddedPostgresError(
        `Port ${String(this.port)} for the embedded database is in use. Stop what uses it, or ${chosenPort ? 'set DATABASE_PORT to another port, or leave it out to have a free one chosen.' : 'start again to have another port chosen.'}`,
      );
    return new EmbeddedPostgresError(
      `The embedded database did not start. It said:\n${this.lines.slice(-8).join('\n') || '(nothing)'}`,
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.ended) return;
    this.child.kill('SIGINT');
    const late = setTimeout(() => this.child.kill('SIGQUIT'), STOP_WITHIN_MS);
    await this.exit;
    clearTimeout(late);
  }

  private text(): string {
    return this.lines.join('\n');
  }

  private read(text: string): void {
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      if (line.includes('ready to accept connections')) this.saidReady = true;
      this.lines.push(line);
      if (this.lines.length > KEPT_LINES) this.lines.shift();
      this.options.logger.debug({ line }, 'postgres');
    }
  }
}

/** A server that is running on the data folder, as its lock file tells: maybe ours, maybe one that lost its product. */
export function runningPostgres(folder: string): { pid: number; port: number; stop: () => Promise<void> } | null {
  const locked = readLockFile(folder);
  if (!locked || !isPostgres(locked.pid)) return null;
  const stop = async () => {
    process.kill(locked.pid, 'SIGINT');
    const until = Date.now() + STOP_WITHIN_MS;
    while (isAlive(locked.pid) && Date.now() < until) await sleep(20);
  };
  return { ...locked, stop };
}

/** PostgreSQL believes a lock file as long as any process has its number; after a restart of the machine one may have. */
export function removeStaleLockFile(folder: string): void {
  const locked = readLockFile(folder);
  if (locked && !isPostgres(locked.pid)) rmSync(path.join(folder, 'postmaster.pid'), { force: true });
}

function readLockFile(folder: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    const name =
      process.platform === 'linux'
        ? readFileSync(`/proc/${String(pid)}/comm`, 'utf8')
        : execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
    return path.basename(name.trim()).startsWith('postgres');
  } catch {
    return false;
  }
}
