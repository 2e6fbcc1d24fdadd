/** A day on the line, as a share of a year: 2026.5 is the middle of 2026. */
export interface Mark {
  at: number;
  past: boolean;
}

const WIDTH = 640;
const HEIGHT = 84;
const MARGIN = 16;
const BASE = 58;

/**
 * Dates on a line of years as SVG: hollow where they have passed, filled where they lie ahead, stacked where several fall
 * into the same quarter, with a stroke for today. It repeats a table, so it is hidden from those who listen.
 */
export function yearLine(marks: readonly Mark[], today: number): string {
  const years = [today, ...marks.map(({ at }) => at)];
  const first = Math.floor(Math.min(...years));
  const last = Math.ceil(Math.max(...years) + 0.01);
  const x = (at: number) => MARGIN + ((at - first) / (last - first)) * (WIDTH - 2 * MARGIN);
  const every = Math.ceil((last - first) / 10);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((year) => (year - first) % every === 0)
    .map(
      (year) =>
        `<line class="bh-years__tick" x1="${round(x(year))}" x2="${round(x(year))}" y1="${String(BASE)}" y2="${String(BASE + 5)}"/><text class="bh-years__label" x="${round(x(year))}" y="${String(BASE + 19)}">${String(year)}</text>`,
    );
  const stacked = new Map<number, number>();
  const dots = marks.map(({ at, past }) => {
    const quarter = Math.round(at * 4);
    const height = stacked.get(quarter) ?? 0;
    stacked.set(quarter, height + 1);
    // A column that is higher than the picture goes on beneath its top.
    const y = Math.max(8, BASE - 8 - height * 9);
    return `<circle class="bh-years__dot${past ? ' bh-years__dot--past' : ''}" cx="${round(x(quarter / 4))}" cy="${round(y)}" r="3.5"/>`;
  });
  const line = `<line class="bh-years__line" x1="${String(MARGIN)}" x2="${String(WIDTH - MARGIN)}" y1="${String(BASE)}" y2="${String(BASE)}"/>`;
  const now = `<line class="bh-years__today" x1="${round(x(today))}" x2="${round(x(today))}" y1="4" y2="${String(BASE)}"/>`;
  return `<svg class="bh-years" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" aria-hidden="true" focusable="false">${line}${ticks.join('')}${now}${dots.join('')}</svg>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
