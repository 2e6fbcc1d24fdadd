import { rmSync } from 'node:fs';
import { pagesNotSeen } from './pages-seen.mjs';

export default async function globalTeardown(run) {
  const postgres = globalThis.__BEFOREHAND_POSTGRES__;
  if (!postgres) return;
  await postgres.stop();
  rmSync(postgres.dataDir, { recursive: true, force: true });
  // The accessibility statement says that every page is looked at.
  const isWhole = run.nonFlagArgs.length === 0 && !run.testNamePattern && !run.onlyFailures;
  const missing = isWhole ? pagesNotSeen() : [];
  if (missing.length > 0) throw new Error(`No test looks at these pages with axe: ${missing.join(', ')}`);
}
