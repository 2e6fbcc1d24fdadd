import { definePage } from '../../../platform/views/page.js';
import type { DocumentRecord } from '../../documents.types.js';
import { documentsPaths } from '../../paths.js';
import { versionName } from '../details/details.view.js';
import type { Passage } from './comparison.js';

/** Changes on one page; what did not change stands folded between them. */
const CHANGES_AT_ONCE = 20;
/** Of a run that did not change, so many paragraphs are shown when it is unfolded. */
const MOST_SAME = 6;
const LONGEST = 1_500;

export interface PassageView {
  same: { summary: string; paragraphs: string[]; left: string | null } | null;
  change: {
    label: string;
    kind: string;
    where: string;
    href: string;
    words: { added: boolean; removed: boolean; text: string }[];
  } | null;
}

export interface ChangesView {
  title: string;
  documentHref: string;
  before: { name: string; href: string };
  after: { name: string; href: string };
  /** In one sentence; null when nothing was compared. */
  summary: string | null;
  tooDifferent: boolean;
  passages: PassageView[];
  previous: { href: string; text: string } | null;
  next: { href: string; text: string } | null;
}

export const changesPage = definePage<ChangesView>('documents/changes');

export function changesView(
  before: DocumentRecord,
  after: DocumentRecord,
  passages: readonly Passage[] | undefined,
  page: number,
): ChangesView {
  const changes = passages?.filter(({ is }) => is !== 'same') ?? [];
  const pages = Math.max(1, Math.ceil(changes.length / CHANGES_AT_ONCE));
  const shown = Math.min(page, pages);
  const link = (number: number) =>
    number < 1 || number > pages
      ? null
      : {
          href: documentsPaths.changes(after.id, { page: number }),
          text: `Page ${String(number)} of ${String(pages)}`,
        };
  return {
    title: 'What changed',
    documentHref: documentsPaths.document(after.id),
    before: { name: versionName(before), href: documentsPaths.document(before.id) },
    after: { name: versionName(after), href: documentsPaths.document(after.id) },
    summary: passages === undefined ? null : summaryOf(changes),
    tooDifferent: passages === undefined,
    passages: pageOf(passages ?? [], shown).map((passage) => passageView(passage, before, after)),
    previous: link(shown - 1),
    next: link(shown + 1),
  };
}

function summaryOf(changes: readonly Passage[]): string {
  if (changes.length === 0) return 'No words differ. What is laid out otherwise, and pictures, are not compared.';
  const count = (is: Passage['is'], words: string) => {
    const number = changes.filter((change) => change.is === is).length;
    return number === 0 ? [] : [`${String(number)} ${words}`];
  };
  const said = [...count('reworded', 'reworded'), ...count('added', 'added'), ...count('removed', 'removed')];
  return `Paragraphs: ${said.join(', ')}. Headers, footers and page breaks are not compared.`;
}

/** The passages of one page: its changes with what stands between them. */
function pageOf(passages: readonly Passage[], page: number): Passage[] {
  const [from, to] = [(page - 1) * CHANGES_AT_ONCE, page * CHANGES_AT_ONCE];
  let changes = 0;
  return passages.filter((passage) => {
    if (passage.is !== 'same') changes += 1;
    return passage.is === 'same' ? changes >= from && changes < to : changes > from && changes <= to;
  });
}

function passageView(passage: Passage, before: DocumentRecord, after: DocumentRecord): PassageView {
  if (passage.is === 'same') {
    const { paragraphs } = passage;
    const left = paragraphs.length - MOST_SAME;
    const same = {
      summary:
        paragraphs.length === 1 ? '1 paragraph is the same' : `${String(paragraphs.length)} paragraphs are the same`,
      paragraphs: paragraphs.slice(0, MOST_SAME).map(({ text }) => shortened(text, 300)),
      left: left > 0 ? `${String(left)} more, as far as page ${String(paragraphs.at(-1)?.page ?? '')}.` : null,
    };
    return { same, change: null };
  }
  const labels = { added: 'Added', removed: 'Removed', reworded: 'Reworded' };
  const kinds = { added: 'good', removed: 'bad', reworded: 'warm' };
  const words = passage.is === 'reworded' ? passage.words : [{ is: passage.is, text: passage.text }];
  const [document, version] = passage.is === 'removed' ? [before, 'earlier'] : [after, 'later'];
  const change = {
    label: labels[passage.is],
    kind: kinds[passage.is],
    where: `page ${String(passage.page)} of the ${version} version`,
    href: documentsPaths.text(document.id, passage.page),
    words: words.map((part) => ({
      added: part.is === 'added',
      removed: part.is === 'removed',
      text: shortened(part.text, LONGEST),
    })),
  };
  return { same: null, change };
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
