// Which pages the tests have looked at with axe, noted in a folder by their templates; a whole run fails when one was left out.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.tmp/pages-seen');
const ERRORS = [403, 404, 413, 422, 429, 500].map((status) => `errors/${status}`);

/** Forgets what an earlier run saw. */
export function forgetPages() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

/** Notes that a page of this template was looked at. */
export function pageSeen(template) {
  writeFileSync(path.join(FOLDER, encodeURIComponent(template)), '');
}

/** Templates that the source declares as pages and that no test has looked at. */
export function pagesNotSeen() {
  const seen = new Set(readdirSync(FOLDER).map((name) => decodeURIComponent(name)));
  const expected = new Set([...declaredPages(), ...ERRORS]);
  return [...expected].filter((template) => !seen.has(template)).sort();
}

function declaredPages() {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((file) =>
    [...readFileSync(path.join(ROOT, 'src', file), 'utf8').matchAll(/definePage<[^(]*>\(\s*'([^']+)'/g)].map(
      ([, template]) => template,
    ),
  );
}
