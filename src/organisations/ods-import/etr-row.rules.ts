import { isCivilDate } from '../../platform/civil-date.rules.js';
import type { Nation } from '../organisations.types.js';

/** Columns of the ODS `etr` file that we read, by position (ODS numbers them from 1). */
export const etrColumn = {
  code: 0,
  name: 1,
  region: 2,
  icb: 3,
  town: 7,
  postcode: 9,
  opened: 10,
  closed: 11,
  regionLetter: 23,
} as const;

export const ETR_COLUMNS = 27;
const LONGEST_NAME = 200;

/** What ODS calls each column, for people; the rest have no name in the release. */
const columnNames: Record<number, string> = {
  1: 'name',
  2: 'region',
  3: 'ICB',
  4: 'address line 1',
  5: 'address line 2',
  6: 'address line 3',
  7: 'town',
  8: 'county',
  9: 'postcode',
  10: 'opened',
  11: 'closed',
  17: 'telephone',
  21: 'amended record indicator',
  23: 'region letter',
};

/** The name of a column for a report, such as 'town' or 'column 22'. */
export function columnName(index: number): string {
  return columnNames[index] ?? `column ${String(index + 1)}`;
}

/** Why a row cannot be taken, in words that say how to put it right; undefined when nothing is wrong. */
export function whyRejected(columns: readonly string[]): string | undefined {
  if (columns.length !== ETR_COLUMNS) return wrongColumnCount(columns.length);
  const [code = '', name = '', region = '', icb = ''] = columns;
  if (!/^[A-Z0-9]{3,6}$/.test(code)) return `"${shorten(code)}" is not an ODS code (three to six capitals and digits).`;
  if (name.trim() === '') return `${code} has no name.`;
  if (name.length > LONGEST_NAME) {
    return `The name of ${code} has ${String(name.length)} characters; at most ${String(LONGEST_NAME)} are taken.`;
  }
  if (columns.some((column) => /[\p{Cc}\p{Cf}\p{Co}\uFFFD]/u.test(column))) {
    return `${code} contains invisible or damaged characters. Download the release again.`;
  }
  if (!/^(Y\d{2}|W00)?$/.test(region))
    return `"${shorten(region)}" is not an NHS England region (Y56 to Y63), W00 or blank.`;
  if (!/^([A-Z0-9]{3,6})?$/.test(icb)) return `"${shorten(icb)}" is not an ICB code.`;
  return (
    whyDatesRejected(columns) ??
    (nationOf(columns) ? undefined : `${code} is neither in an English region nor in Wales.`)
  );
}

function wrongColumnCount(found: number): string {
  const cutOff = found < ETR_COLUMNS ? ' The file may be cut off, or be another file.' : '';
  return `The row has ${String(found)} columns instead of ${String(ETR_COLUMNS)}.${cutOff}`;
}

function whyDatesRejected(columns: readonly string[]): string | undefined {
  for (const which of ['opened', 'closed'] as const) {
    const text = columns[etrColumn[which]] ?? '';
    if (text !== '' && odsDate(text) === null) return `The ${which} date "${shorten(text)}" is not a date (yyyymmdd).`;
  }
  const { openedOn, closedOn } = odsFacts(columns);
  if (openedOn && closedOn && closedOn < openedOn) return 'The closing date is before the opening date.';
  return undefined;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What the product holds of a row. `Q99`, `W00` and blank mean none. */
export interface OdsFacts {
  name: string;
  nation: Nation;
  regionCode: string | null;
  icbCode: string | null;
  town: string | null;
  postcode: string | null;
  openedOn: string | null;
  closedOn: string | null;
}

export function odsFacts(columns: readonly (string | null)[]): OdsFacts {
  const at = (which: keyof typeof etrColumn) => (columns[etrColumn[which]] ?? '').trim();
  return {
    name: at('name'),
    nation: nationOf(columns) ?? 'england',
    regionCode: noneAsNull(at('region')),
    icbCode: noneAsNull(at('icb')),
    town: at('town') || null,
    postcode: at('postcode') || null,
    openedOn: odsDate(at('opened')),
    closedOn: odsDate(at('closed')),
  };
}

/** Wales has region W00 or, in later releases, a blank region and the letter W; everything in a Y region is English. */
function nationOf(columns: readonly (string | null)[]): Nation | undefined {
  const region = columns[etrColumn.region] ?? '';
  if (region === 'W00' || (region === '' && columns[etrColumn.regionLetter] === 'W')) return 'wales';
  return region.startsWith('Y') ? 'england' : undefined;
}

function noneAsNull(code: string): string | null {
  return ['', 'Q99', 'W00'].includes(code) ? null : code;
}

/** '20261231' as '2026-12-31'; null when it is blank or no date. */
function odsDate(text: string): string | null {
  const date = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isCivilDate(date) ? date : null;
}
