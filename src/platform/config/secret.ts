import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.js';

/**
 * The secret that signs sessions and forms: SESSION_SECRET, or (outside production) a random one made once and
 * kept in the data folder, readable by its owner only, so that it survives a restart.
 */
export function sessionSecret(config: Config): string {
  if (config.sessionSecret !== null) return config.sessionSecret;
  mkdirSync(config.dataDir, { recursive: true });
  return keptSecret(path.resolve(config.dataDir, 'session-secret'));
}

/** The secret in `file`, which is made at the first call: whole or not at all, and the same for all who ask at once. */
export function keptSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${file}-${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(36).toString('base64url'), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
