import { type ChangeObject, diffArrays, diffWordsWithSpace } from 'diff';
import { likeness, type Paragraph } from './paragraphs-of.rules.js';

/** What became of a run of paragraphs, or of one. Pages are of the version that holds the words. */
export type Passage =
  | { is: 'same'; paragraphs: Paragraph[] }
  | { is: 'added' | 'removed'; text: string; page: number }
  | { is: 'reworded'; page: number; words: { is: 'same' | 'added' | 'removed'; text: string }[] };

/** Below it two paragraphs are two, and not one reworded. */
const ALIKE = 0.5;
const LONGEST_MS = 5_000;
const LONGEST_REWORDED = 20_000;

/**
 * What changed from one text to another: by paragraphs, and within those that were reworded by words. Lets other work go on
 * meanwhile. Undefined when they differ so much that it takes too long to say how.
 */
export async function compare(
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): Promise<Passage[] | undefined> {
  const changes = await new Promise<ChangeObject<string[]>[] | undefined>((resolve) => {
    diffArrays(before.map(bare), after.map(bare), { timeout: LONGEST_MS, callback: resolve });
  });
  if (changes === undefined) return undefined;
  const passages: Passage[] = [];
  let [was, is] = [0, 0];
  let [removed, added]: [Paragraph[], Paragraph[]] = [[], []];
  const settle = () => {
    passages.push(...paired(removed, added));
    [removed, added] = [[], []];
  };
  for (const { count, added: isAdded, removed: isRemoved } of changes) {
    if (isRemoved) removed = before.slice(was, (was += count));
    else if (isAdded) added = after.slice(is, (is += count));
    else {
      settle();
      passages.push({ is: 'same', paragraphs: after.slice(is, (is += count)) });
      was += count;
    }
  }
  settle();
  return passages;
}

function bare({ text }: Paragraph): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').trim();
}

/** Of what went and what came in one place, those that are alike are one paragraph reworded; their order is kept. */
function paired(removed: readonly Paragraph[], added: readonly Paragraph[]): Passage[] {
  const passages: Passage[] = [];
  const gone = (paragraphs: readonly Paragraph[]) =>
    paragraphs.map(({ text, page }): Passage => ({ is: 'removed', text, page }));
  let next = 0;
  for (const paragraph of added) {
    const found = removed.findIndex(
      (one, index) => index >= next && index < next + 20 && likeness(one.text, paragraph.text) >= ALIKE,
    );
    const earlier = removed[found];
    if (earlier === undefined) {
      passages.push({ is: 'added', text: paragraph.text, page: paragraph.page });
      continue;
    }
    passages.push(...gone(removed.slice(next, found)), reworded(earlier, paragraph));
    next = found + 1;
  }
  return [...passages, ...gone(removed.slice(next))];
}

function reworded(before: Paragraph, after: Paragraph): Passage {
  if (before.text.length + after.text.length > LONGEST_REWORDED)
    return {
      is: 'reworded',
      page: after.page,
      words: [
        { is: 'removed', text: before.text },
        { is: 'added', text: after.text },
      ],
    };
  const words = diffWordsWithSpace(before.text, after.text).map((change) => ({
    is: change.added ? ('added' as const) : change.removed ? ('removed' as const) : ('same' as const),
    text: change.value,
  }));
  return { is: 'reworded', page: after.page, words };
}
