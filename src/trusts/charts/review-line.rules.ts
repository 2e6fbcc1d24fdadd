import { type CivilDate, earliestDay, latestDay } from '../../platform/civil-date.rules.js';

const WIDTH = 480;
const MARGIN = 34;
const ROW = 14;
const AXIS = 34;
/** Marks of one half year stand above each other; beyond so many a number says how many more there are. */
const TALLEST = 8;

interface Mark {
  x: number;
  passed: boolean;
}

/**
 * Review dates on a line of years: a filled circle is still to come, a hollow diamond has passed, and a line stands
 * where today is. A date that is only a month or a year stands in its middle, and has passed when its last day has. For
 * the eye alone: whoever uses it gives the same numbers in a table. Nothing when there is no date.
 */
export function reviewLine(dates: readonly string[], on: CivilDate): string | null {
  if (dates.length === 0) return null;
  const years = [...dates, on].map((date) => Number(date.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const scale = (WIDTH - 2 * MARGIN) / (last - first);
  const xOf = (date: string) => MARGIN + (middleOf(date) - first) * scale;
  const columns = Map.groupBy(
    dates.map((date): Mark => ({ x: xOf(date), passed: latestDay(date) < on })).sort((a, b) => a.x - b.x),
    ({ x }) => Math.round(x / 14),
  );
  const tallest = Math.min(TALLEST, Math.max(...[...columns.values()].map((marks) => marks.length))) + 1;
  const base = 26 + tallest * ROW;
  const today = xOf(on);
  const anchor = today > WIDTH - 60 ? 'end' : today < 60 ? 'start' : 'middle';
  return [
    `<svg class="bh-line" viewBox="0 0 ${String(WIDTH)} ${String(base + AXIS)}" aria-hidden="true" focusable="false">`,
    `<line class="bh-line__axis" x1="${String(MARGIN)}" y1="${String(base)}" x2="${String(WIDTH - MARGIN)}" y2="${String(base)}"/>`,
    ...ticks(first, last, scale, base),
    `<line class="bh-line__today" x1="${rounded(today)}" y1="22" x2="${rounded(today)}" y2="${String(base + 6)}"/>`,
    `<text class="bh-line__label bh-line__label--today" x="${rounded(today)}" y="15" text-anchor="${anchor}">Today</text>`,
    ...[...columns.values()].map((marks) => column(marks, base)),
    '</svg>',
  ].join('');
}

function ticks(first: number, last: number, scale: number, base: number): string[] {
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const step = Math.max(1, Math.ceil(56 / scale));
  return years.map((year, index) => {
    const x = rounded(MARGIN + index * scale);
    const tick = `<line class="bh-line__axis" x1="${x}" y1="${String(base)}" x2="${x}" y2="${String(base + 7)}"/>`;
    const label = `<text class="bh-line__label" x="${x}" y="${String(base + 25)}" text-anchor="middle">${String(year)}</text>`;
    return index % step === 0 ? tick + label : tick;
  });
}

function column(marks: readonly Mark[], base: number): string {
  const shown = marks.length > TALLEST ? marks.slice(0, TALLEST - 1) : marks;
  const left = marks.length - shown.length;
  const x = marks[0]?.x ?? 0;
  const drawn = shown.map((mark, index) => shape(mark.x, base - 11 - index * ROW, mark.passed)).join('');
  const more = `<text class="bh-line__label" x="${rounded(x)}" y="${String(base - 6 - shown.length * ROW)}" text-anchor="middle">+${String(left)}</text>`;
  return left === 0 ? drawn : drawn + more;
}

function shape(x: number, y: number, passed: boolean): string {
  if (!passed) return `<circle class="bh-line__ahead" cx="${rounded(x)}" cy="${String(y)}" r="5"/>`;
  const points = [
    [x, y - 6],
    [x + 6, y],
    [x, y + 6],
    [x - 6, y],
  ].map((point) => point.map(rounded).join(','));
  return `<polygon class="bh-line__passed" points="${points.join(' ')}"/>`;
}

/** A date as a year with its part: the middle of what it may mean. */
function middleOf(date: string): number {
  return (part(earliestDay(date)) + part(latestDay(date))) / 2;
}

function part(day: CivilDate): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return year + (month - 1 + (date - 1) / 31) / 12;
}

const rounded = (length: number): string => String(Math.round(length * 10) / 10);
