// Builds the product into dist/: TypeScript with the Nest CLI (SWC), styles and browser scripts with build-assets.mjs.
// --if-changed skips what is newer than its sources, so that a start costs nothing when nothing was edited.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'dist', '.built');
const sources = ['src', 'migrations', 'bench', 'assets', 'script', 'package-lock.json', '.swcrc', 'nest-cli.json'];

function newest(entry) {
  if (!existsSync(entry)) return 0;
  const found = statSync(entry);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(entry).reduce((latest, name) => Math.max(latest, newest(path.join(entry, name))), found.mtimeMs);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (done.status !== 0) {
    console.error(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? String(done.error) : ''}`);
    process.exit(done.status ?? 1);
  }
}

const fresh = existsSync(stamp) && sources.every((entry) => newest(path.join(root, entry)) <= statSync(stamp).mtimeMs);
if (!(process.argv.includes('--if-changed') && fresh)) {
  const startedAt = new Date();
  if (!process.argv.includes('--quiet')) console.log('Building Beforehand …');
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
  run(process.execPath, [
    swc,
    'src',
    'migrations',
    ...(existsSync(path.join(root, 'bench')) ? ['bench'] : []),
    '--out-dir',
    'dist',
    '--ignore',
    '**/*.spec.ts',
    '--ignore',
    '**/*.d.ts',
  ]);
  run(process.execPath, [path.join(root, 'script/build-assets.mjs')]);
  // The stamp bears the time at which the build began: what was edited meanwhile is built next time.
  writeFileSync(stamp, startedAt.toISOString());
  const { utimesSync } = await import('node:fs');
  utimesSync(stamp, startedAt, startedAt);
}
