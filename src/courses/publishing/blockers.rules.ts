import { nationName } from '../../organisations/organisation-words.rules.js';
import { type Nation, nations } from '../../organisations/organisations.types.js';
import type { LessonBlock } from '../lesson-blocks.types.js';

/** Peers may be asked; a clinician and a lawyer have to approve before learners read it. */
export const draftReviewKinds = ['peer', 'clinical', 'legal'] as const;
export type DraftReviewKind = (typeof draftReviewKinds)[number];
export const neededKinds = ['clinical', 'legal'] as const satisfies readonly DraftReviewKind[];

export interface Verdict {
  kind: DraftReviewKind;
  verdict: 'approved' | 'changes';
  /** What was read, by the file's id. */
  files: Record<string, { name: string; number: number }>;
}

/** How it stands with one kind of review. `changed`: the files that are not any more as they were approved. */
export type ReviewState =
  | { state: 'missing' }
  | { state: 'approved' }
  | { state: 'changes asked' }
  | { state: 'fallen away'; changed: string[] };

/** Where something is put right: a file of the draft, what a newer version changed, or the page on which it is reviewed. */
export type BlockerPlace = { file: string; line: number } | { newer: number } | 'review' | 'differences';

/** Why a draft cannot be published, and where that is put right. */
export interface Blocker {
  text: string;
  place: BlockerPlace;
}

/** As much of a lesson as the rules need, as publishing would make it. */
export interface LessonToPublish {
  file: string;
  title: string;
  blocks: LessonBlock[];
}

export interface DraftToPublish {
  /** What the format of courses has against it, unsound rules, missing defaults and media without words among it. */
  problems: readonly { file: string; line: number; message: string }[];
  /** Empty while there are problems. */
  lessons: readonly LessonToPublish[];
  coreQuestionCount: Record<Nation, number> | null;
  reviews: Record<(typeof neededKinds)[number], ReviewState>;
  openComments: number;
  /** The number of a version that was published after the draft began; null when it follows the newest. */
  overtakenBy: number | null;
  /** Whether it says the very same as the version that it began from. */
  isUnchanged: boolean;
}

/**
 * Whether a review holds for the files as they are now: the latest verdict counts, and an approval falls away for the draft
 * as soon as any file is not as it was read.
 * @param verdicts the latest first
 */
export function reviewState(
  kind: DraftReviewKind,
  verdicts: readonly Verdict[],
  files: readonly { id: string; name: string; number: number }[],
): ReviewState {
  const latest = verdicts.find((verdict) => verdict.kind === kind);
  if (!latest) return { state: 'missing' };
  if (latest.verdict === 'changes') return { state: 'changes asked' };
  const now = new Map(files.map((file) => [file.id, file]));
  const changed = files
    .filter(({ id, name, number }) => latest.files[id]?.number !== number || latest.files[id].name !== name)
    .map(({ name }) => name);
  const gone = Object.entries(latest.files).flatMap(([id, { name }]) => (now.has(id) ? [] : [name]));
  return changed.length + gone.length > 0
    ? { state: 'fallen away', changed: [...changed, ...gone] }
    : { state: 'approved' };
}

/** Everything that keeps a draft from being published, each with its reason; empty when it may. Pure. */
export function publicationBlockers(draft: DraftToPublish): Blocker[] {
  return [
    ...(draft.overtakenBy === null ? [] : [overtaken(draft.overtakenBy)]),
    ...(draft.isUnchanged
      ? [{ text: 'It says the same as the version that is published.', place: 'differences' as const }]
      : []),
    ...draft.problems.map(({ file, line, message }): Blocker => ({ text: message, place: { file, line } })),
    ...draft.lessons.flatMap(uncitedLaw),
    ...(draft.coreQuestionCount ? unpassable(draft.coreQuestionCount) : []),
    ...neededKinds.flatMap((kind) => reviewBlockers(kind, draft.reviews[kind])),
    ...(draft.openComments > 0 ? [comments(draft.openComments)] : []),
  ];
}

const overtaken = (number: number): Blocker => ({
  text: `Version ${String(number)} was published after this draft began: publishing it would undo what that changed. Look at what it changed, take over what you need, then go on from version ${String(number)}.`,
  place: { newer: number },
});

const comments = (count: number): Blocker => ({
  text: count === 1 ? 'A comment is not settled.' : `${String(count)} comments are not settled.`,
  place: 'review',
});

/** Names a law, a section or a court's judgment. */
const CLAIM = /\b(Act (?:19|20)\d\d|Code of Practice|section \d+|ss?\d+[A-Z]?(?:\(|\b)|EW(?:CA|HC|COP)\b|UKSC\b)/;

function uncitedLaw({ file, title, blocks }: LessonToPublish): Blocker[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'law') return [];
    return block.parts
      .filter(({ html }) => !html.includes('bh-cite') && CLAIM.test(html.replaceAll(/<[^>]*>/g, ' ')))
      .map(({ nations: where }): Blocker => ({
        text: `“${title}”: the law block “${block.key}” names the law of ${where.map(nationName).join(' and ')} and cites no source. Cite it in place, such as [@mca2005 s25(2)].`,
        place: { file, line: 1 },
      }));
  });
}

function unpassable(counts: Record<Nation, number>): Blocker[] {
  const without = nations.filter((nation) => counts[nation] === 0);
  if (without.length === 0) return [];
  const text = `Nobody could pass in ${without.map(nationName).join(', ')}: the knowledge check has no core question there.`;
  return [{ text, place: { file: 'questions', line: 1 } }];
}

const kindNames: Record<DraftReviewKind, string> = { peer: 'peer', clinical: 'clinical', legal: 'legal' };

function reviewBlockers(kind: DraftReviewKind, review: ReviewState): Blocker[] {
  const name = kindNames[kind];
  switch (review.state) {
    case 'approved':
      return [];
    case 'missing':
      return [{ text: `The ${name} review is missing.`, place: 'review' }];
    case 'changes asked':
      return [{ text: `The ${name} reviewer asks for changes.`, place: 'review' }];
    case 'fallen away':
      return [
        {
          text: `The ${name} approval fell away for what changed afterwards: ${review.changed.join(', ')}.`,
          place: 'review',
        },
      ];
  }
}
