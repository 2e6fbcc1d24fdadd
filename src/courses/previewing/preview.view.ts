import { professionName } from '../../accounts/account-words.rules.js';
import { professions } from '../../accounts/accounts.types.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { withQuery } from '../../platform/http/with-query.js';
import type { Draft } from '../authoring/drafts.queries.js';
import { detailsOf } from '../authoring/lesson-details.form.js';
import type { RenderedBlock } from '../lesson-blocks.types.js';
import { coursesPaths } from '../paths.js';
import type { PreviewLink } from './preview-links.js';
import type { PreviewedLearner, PreviewedLesson, PreviewQuery } from './previews.js';

interface Link {
  text: string;
  href: string;
}

export interface PreviewView {
  title: string;
  caption: string;
  back: Link;
  action: string;
  query: PreviewQuery;
  isBeside: boolean;
  nations: { value: string; text: string }[];
  professions: { value: string; text: string }[];
  learners: { name: string; note: string | null }[];
  problems: string[];
  /** Each a block, as the one learner reads it and as the other does; `blocks` is empty where it is not shown to them. */
  rows: { differs: boolean; columns: { blocks: RenderedBlock[] }[] }[];
  differing: number;
  references: { id: string; title: string; url: string; detail: string }[];
  previous: Link | null;
  next: Link | null;
}

export const previewPage = definePage<PreviewView>('courses/preview');

/** `hrefOf` makes the address of a lesson's preview: inside the studio, or behind a link that was shared. */
export function previewView(
  draft: Pick<Draft, 'title'>,
  lesson: PreviewedLesson,
  query: PreviewQuery,
  given: { back: Link; hrefOf: (fileId: string) => string },
): PreviewView {
  const at = lesson.lessons.indexOf(lesson.file);
  const link = (index: number): Link | null => {
    const file = lesson.lessons[index];
    const text = file && (detailsOf(file.text).title || file.name);
    return file && text !== undefined ? { text, href: withQuery(given.hrefOf(file.id), query) } : null;
  };
  const rows = rowsOf(lesson.seen.map(({ rendered }) => rendered.blocks));
  const references = new Map(
    lesson.seen.flatMap(({ rendered }) => rendered.references).map((source) => [source.id, source]),
  );
  return {
    title: lesson.title,
    caption: `Preview of a draft: ${draft.title}`,
    back: given.back,
    action: given.hrefOf(lesson.file.id),
    query,
    isBeside: lesson.seen.length > 1,
    nations: nations.map((value) => ({ value, text: nationName(value) })),
    professions: professions.map((value) => ({ value, text: professionName(value) })),
    learners: lesson.seen.map(({ learner }) => ({ name: nameOf(learner), note: noteOn(learner) })),
    problems: lesson.problems.map(({ line, message }) => `Line ${String(line)}: ${message}`),
    rows,
    differing: rows.filter(({ differs }) => differs).length,
    references: [...references.values()].map(({ id, title, url, publisher }) => ({
      id: `source-${id}`,
      title,
      url,
      detail: publisher,
    })),
    previous: at > 0 ? link(at - 1) : null,
    next: link(at + 1),
  };
}

/** Blocks of one or two learners side by side, in the order of the lesson: both have theirs from the same one. */
function rowsOf(sides: readonly RenderedBlock[][]): PreviewView['rows'] {
  const [one = [], other] = sides;
  if (!other) return one.map((block) => ({ differs: false, columns: [{ blocks: [block] }] }));
  const keys = [...one, ...other.filter(({ key }) => !one.some((block) => block.key === key))].map(({ key }) => key);
  return keys.map((key) => {
    const left = one.filter((block) => block.key === key);
    const right = other.filter((block) => block.key === key);
    return {
      differs: JSON.stringify(left) !== JSON.stringify(right),
      columns: [{ blocks: left }, { blocks: right.map(withOwnIds) }],
    };
  });
}

/** No two places of a page have the same name. */
function withOwnIds(block: RenderedBlock): RenderedBlock {
  if (block.kind !== 'case') return block;
  const afterId = `${block.afterId}-beside`;
  return { ...block, afterId, skipHref: block.skipHref === null ? null : `#${afterId}` };
}

function nameOf({ organisation, context }: PreviewedLearner): string {
  const place = organisation?.name ?? `a workplace in ${nationName(context.nation)} that nobody knows`;
  return `${professionName(context.profession)} at ${place}`;
}

function noteOn({ organisation, unknown, context }: PreviewedLearner): string | null {
  if (unknown !== null)
    return `“${unknown}” is not in the directory, so this is what somebody reads whose workplace nobody knows.`;
  if (organisation?.closedOn) return `It closed on ${dateInWords(organisation.closedOn)}.`;
  if (organisation && Object.keys(context.profile?.facts ?? {}).length === 0) return 'Nothing is known of its policy.';
  return organisation?.fictional ? 'It is fictional.' : null;
}

export interface PreviewLinksView {
  title: string;
  caption: string;
  back: Link;
  makeAction: string;
  withdrawAction: string;
  links: { id: string; text: string; tag: { text: string; kind: string }; isOpen: boolean }[];
}

export const previewLinksPage = definePage<PreviewLinksView>('courses/preview-links');

export function previewLinksView(draft: Draft, links: readonly PreviewLink[], today: string): PreviewLinksView {
  return {
    title: 'Links to a preview',
    caption: draft.title,
    back: { text: draft.title, href: coursesPaths.draft(draft.id) },
    makeAction: coursesPaths.previewLinks(draft.id),
    withdrawAction: coursesPaths.previewWithdrawals(draft.id),
    links: links.map(({ id, madeAt, madeBy, expiresOn, withdrawnAt }) => {
      const isOpen = withdrawnAt === null && expiresOn >= today;
      return {
        id,
        text: `Made on ${dateInWords(londonDate(madeAt))} by ${madeBy}, opens until ${dateInWords(expiresOn)}`,
        tag: isOpen
          ? { text: 'Open', kind: 'good' }
          : { text: withdrawnAt === null ? 'Over' : 'Withdrawn', kind: 'plain' },
        isOpen,
      };
    }),
  };
}
