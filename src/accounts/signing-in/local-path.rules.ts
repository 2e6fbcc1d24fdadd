/**
 * Where to go on after signing in: a path of this site, or null for anything that leads (or might be read by a browser
 * as leading) elsewhere: other hosts, `//host`, `/\host`, schemes, control characters.
 */
export function localPath(asked: unknown): string | null {
  if (typeof asked !== 'string' || asked.length > 2000 || !/^\/(?![/\\])/.test(asked)) return null;
  // Browsers drop tabs and line breaks, which would turn "/\t/host" into "//host".
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(asked)) return null;
  const here = 'http://here.invalid';
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  // "/./\/host" and the like: what is left after the dots are resolved counts.
  if (url?.origin !== here || url.pathname.startsWith('//')) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
