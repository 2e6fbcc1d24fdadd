import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const postgres = globalThis.__BEFOREHAND_POSTGRES__;
  if (!postgres) return;
  await postgres.stop();
  rmSync(postgres.dataDir, { recursive: true, force: true });
}
