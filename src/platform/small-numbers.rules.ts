/** Fewer than this would tell who they are. */
export const FEWEST_TOLD = 5;

/** A count as it may be told: `value` is what may be reckoned and sorted with, null when it is too small to tell. */
export interface Told {
  text: string;
  value: number | null;
}

/**
 * A count of people as it may be told. From 1 to 4 it is hidden; all others stand to the nearest 5, so that no
 * difference between two of them gives back one that is hidden.
 */
export function toldCount(count: number): Told {
  if (count === 0) return { text: '0', value: 0 };
  if (count < FEWEST_TOLD) return { text: `fewer than ${String(FEWEST_TOLD)}`, value: null };
  const value = Math.round(count / FEWEST_TOLD) * FEWEST_TOLD;
  return { text: value.toLocaleString('en-GB'), value };
}

/** A share of people, reckoned from counts as they may be told; hidden with either of them. */
export function toldShare(part: number, of: number): Told {
  const [told, whole] = [toldCount(part), toldCount(of)];
  if (whole.value === null || whole.value === 0 || told.value === null) return { text: 'too few to say', value: null };
  const value = Math.round((told.value / whole.value) * 100);
  return { text: `${String(value)} %`, value };
}

/** A figure that rests on so many people; hidden when they are too few. */
export function toldFigure(value: number | null, people: number, words: (value: number) => string): Told {
  if (value === null || people < FEWEST_TOLD) return { text: 'too few to say', value: null };
  return { text: words(value), value };
}

/**
 * Parts of a whole that is told beside them, so that no subtraction gives back a small one: parts of fewer people than
 * `fewest` are put together, with the smallest of the others where they are too few even so. Every part that comes back holds
 * enough, and together they are the whole; none comes back when the whole itself is too small. Pure.
 */
export function pooled<Part extends { people: number }>(
  parts: readonly Part[],
  join: (parts: readonly Part[]) => Part,
  fewest = FEWEST_TOLD,
): Part[] {
  const bySize = parts.filter(({ people }) => people > 0).toSorted((one, other) => one.people - other.people);
  const small = bySize.filter(({ people }) => people < fewest);
  const large = bySize.slice(small.length);
  if (small.length === 0) return parts.filter((part) => large.includes(part));
  const held = () => small.reduce((sum, { people }) => sum + people, 0);
  for (let next; held() < fewest && (next = large.shift());) small.push(next);
  if (held() < fewest) return [];
  return [...parts.filter((part) => large.includes(part)), join(small)];
}
