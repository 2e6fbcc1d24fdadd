import { FEWEST_TOLD } from '../../platform/small-numbers.rules.js';
import type { OfferContent, OfferSectionKey } from '../partnerships.types.js';

/** Sections in which a Trust may be named whatever its reply: what is in place there, how many learn there, whom to ask. */
const mayName: readonly OfferSectionKey[] = ['in_place', 'learners', 'contacts'];

/** How many learners there are, in words that name nobody. */
export function learnersInWords(count: number): string {
  if (count === 0) return 'none yet';
  return count < FEWEST_TOLD ? `fewer than ${String(FEWEST_TOLD)}` : count.toLocaleString('en-GB');
}

/**
 * Whether it may be told how many Trusts of an area have a gap, without naming them: not where it would be all of them,
 * nor where there are so few that everybody knows which.
 */
export function mayTellCount(open: number, of: number): boolean {
  return open > 0 && of >= 3 && open < of;
}

/**
 * Trusts that an area's offer names where it speaks of gaps although their right of reply is not closed. An offer with
 * any of them is shared with nobody. An offer to a Trust itself may say everything of it.
 */
export function namedTooEarly(
  content: Pick<OfferContent, 'place' | 'sections' | 'title'>,
  trusts: readonly { name: string; closed: boolean }[],
): string[] {
  if (content.place.kind === 'organisation') return [];
  const words = [
    content.title,
    ...content.sections
      .filter(({ key }) => !mayName.includes(key))
      .flatMap(({ heading, markdown }) => [heading, markdown]),
  ]
    .map(plain)
    .join('\n');
  // "North East London" is the area before it is the short name of a Trust in it.
  const besideArea = words.replaceAll(plain(content.place.name), ' ');
  return trusts
    .filter(({ closed }) => !closed)
    .filter(({ name }) => words.includes(plain(name)) || besideArea.includes(plain(shortName(name))))
    .map(({ name }) => name);
}

/** "Riverbank Hospitals NHS Foundation Trust" is named by "Riverbank Hospitals" too. */
function shortName(name: string): string {
  return name.replace(/\s*\(fictional\)$/i, '').replace(/\s+(NHS\s+)?((Foundation|Care)\s+)?Trust$/i, '');
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[*_\\]/g, '')
    .replaceAll(/\s+/g, ' ');
