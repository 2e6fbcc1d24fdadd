// Builds assets/ into dist/public: the styles with Sass, the browser scripts with the libraries that they use, icons as they are. Every name
// holds a hash of the content, so that browsers may keep it for ever; manifest.json says which name is whose.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { compile } from 'sass';

const root = path.resolve(import.meta.dirname, '..');
const assets = path.join(root, 'assets');
const target = path.join(root, 'dist/public');
const manifest = {};

function emit(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  manifest[name] = `${stem}-${hash}${ext}`;
  writeFileSync(path.join(target, manifest[name]), content);
}

/** nhsuk-frontend computes with some colours, so Sass needs real ones; what came of them follows the scheme again. */
function asProperties(css) {
  const properties = {
    '#b3261e': '--error',
    '#7d1b15': '--error-strong',
    '#1a5a4c': '--accent',
    '#aeb7bd': '--rule-strong',
    '#4c6272': '--ink-soft',
    '#e0e4e6': '--wash',
  };
  const [tokens] = /:root\{.*?\}@media screen and \(prefers-color-scheme: ?dark\)\{:root\{.*?\}\}/s.exec(css);
  return css
    .split(tokens)
    .map((part) =>
      part.replaceAll(/#[0-9a-f]{6}/g, (colour) => (properties[colour] ? `var(${properties[colour]})` : colour)),
    )
    .join(tokens);
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const { css } = compile(path.join(assets, 'styles/site.scss'), {
  style: 'compressed',
  loadPaths: [path.join(root, 'node_modules')],
  quietDeps: true,
});
// The one picture that nhsuk-frontend's styles ask for, beside them under a name of its own.
const CROSS = 'nhsuk-icon-cross.svg';
emit(CROSS, readFileSync(path.join(root, 'node_modules/nhsuk-frontend/dist/nhsuk/assets/images', CROSS)));
emit('site.css', asProperties(css).replaceAll(`/assets/images/${CROSS}`, manifest[CROSS]));

const scripts = readdirSync(path.join(assets, 'scripts')).filter((name) => name.endsWith('.js'));
const { outputFiles } = await build({
  entryPoints: scripts.map((name) => path.join(assets, 'scripts', name)),
  outdir: target,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  legalComments: 'eof',
  write: false,
});
for (const { path: file, contents } of outputFiles) emit(path.basename(file), contents);

for (const name of readdirSync(path.join(assets, 'icons'))) emit(name, readFileSync(path.join(assets, 'icons', name)));

writeFileSync(path.join(target, 'manifest.json'), JSON.stringify(manifest, null, 2));
