interface Read {
  pages: readonly string[];
  /** Numbers of the pages that could not be read. */
  unreadable: readonly number[];
  /** How many pages were left out because there are too many. */
  beyond: number;
  isCutOff: boolean;
  kind: string;
}

/** What somebody should know who relies on a text that was read; null when there is nothing to say. */
export function notes({ pages, unreadable, beyond, isCutOff, kind }: Read): string | null {
  const empty = kind === 'pdf' ? pages.flatMap((text, index) => (text === '' ? [index + 1] : [])) : [];
  const scans = empty.filter((number) => !unreadable.includes(number));
  const said = [
    isCutOff ? 'The end of the file is missing, so pages may be missing too.' : '',
    unreadable.length > 0 ? `${named(unreadable)} could not be read.` : '',
    scans.length > 0
      ? `${named(scans)} ${scans.length === 1 ? 'holds' : 'hold'} no text: a picture, a scan or nothing.`
      : '',
    beyond > 0 ? `Only the first ${String(pages.length)} pages were read.` : '',
  ].filter(Boolean);
  return said.length === 0 ? null : said.join(' ');
}

const MOST_NAMED = 8;

/** "Page 3", "Pages 3, 4 and 9", "Pages 3, 4, … and 31 others". */
function named(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Page ${String(numbers[0])}`;
  const shown = numbers.slice(0, numbers.length > MOST_NAMED ? MOST_NAMED : -1).map(String);
  const last = numbers.length > MOST_NAMED ? `${String(numbers.length - MOST_NAMED)} others` : String(numbers.at(-1));
  return `Pages ${shown.join(', ')} and ${last}`;
}
