import { professionName } from '../../accounts/account-words.rules.js';
import { blockKindName } from '../../courses/block-words.rules.js';
import type { RenderedBlock } from '../../courses/lesson-blocks.types.js';
import { coursesPaths } from '../../courses/paths.js';
import { referenceView } from '../../courses/references.rules.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { remarksPaths } from '../paths.js';
import type { RemarksQuery } from './remark.form.js';
import { remarkKindInWords, remarkStateTag } from './remark-words.rules.js';
import type { BlockSeen } from './remarked-block.js';
import { answerShown, citedIn, PAGE_SIZE } from './remarks.view.js';
import { type Remark, type RemarkAnswer, type RemarkState, remarkStates } from './remarks.types.js';

interface Choice {
  value: string;
  text: string;
}
interface Tag {
  text: string;
  kind: string;
}

interface TriageView {
  title: string;
  action: string;
  allHref: string;
  states: Choice[];
  courses: Choice[];
  state: string;
  course: string;
  code: string;
  waiting: number;
  rows: {
    href: string;
    lesson: string;
    version: string;
    block: string;
    variant: string | null;
    trust: string | null;
    fictional: boolean;
    nation: string;
    kind: string;
    words: string;
    sentOn: string;
    state: Tag;
  }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const triagePage = definePage<TriageView>('learning/remarks/list');

/** `found` holds one more than a page when there is a next one. */
export function triageView(
  found: readonly Remark[],
  counts: ReadonlyMap<RemarkState, number>,
  courses: readonly { slug: string; title: string }[],
  query: RemarksQuery,
): TriageView {
  const last = found[PAGE_SIZE - 1];
  const kept = { state: query.state === 'new' ? '' : query.state, course: query.course, code: query.code };
  return {
    title: 'Remarks',
    action: remarksPaths.list(),
    allHref: remarksPaths.list({ state: 'all' }),
    states: [
      ...remarkStates.map((value) => ({
        value,
        text: `${remarkStateTag(value).text} (${String(counts.get(value) ?? 0)})`,
      })),
      { value: 'all', text: 'All of them' },
    ],
    courses: courses.map(({ slug, title }) => ({ value: slug, text: title })),
    state: query.state,
    course: query.course,
    code: query.code,
    waiting: counts.get('new') ?? 0,
    rows: found.slice(0, PAGE_SIZE).map((remark) => ({
      href: remarksPaths.one(remark.id),
      lesson: remark.lesson.title,
      version: `${remark.course.title}, version ${String(remark.course.version)}`,
      block: remark.blockKey,
      variant: remark.variant,
      trust: remark.organisation?.name ?? null,
      fictional: remark.organisation?.fictional ?? false,
      nation: nationName(remark.nation),
      kind: remarkKindInWords(remark.kind),
      words: remark.words.length > 140 ? `${remark.words.slice(0, 140)}…` : remark.words,
      sentOn: dateInWords(londonDate(remark.sentAt)),
      state: remarkStateTag(remark.state),
    })),
    next:
      found.length > PAGE_SIZE && last
        ? {
            href: remarksPaths.list({ ...kept, after: last.id }),
            text: query.state === 'new' ? 'Later remarks' : 'Earlier remarks',
          }
        : null,
    firstHref: query.after === null ? null : remarksPaths.list(kept),
  };
}

interface RemarkView {
  title: string;
  listHref: string;
  lesson: string;
  state: Tag;
  kind: string;
  words: string;
  summary: { key: string; value: string | null }[];
  blocks: RenderedBlock[];
  references: ReturnType<typeof referenceView>[];
  studioHref: string;
  answers: (ReturnType<typeof answerShown> & { by: string })[];
  mailed: boolean;
  action: string;
  seen: string;
  outcomes: { value: string; text: string; hint: string }[];
  versions: Choice[];
  typed: Record<string, string>;
  errors: FieldError[];
}

export const remarkPage = definePage<RemarkView>('learning/remarks/remark');

export function remarkView(
  remark: Remark,
  seen: BlockSeen | null,
  answers: readonly RemarkAnswer[],
  versions: readonly { number: number; publishedAt: Date }[],
  typed: Record<string, string>,
  errors: FieldError[],
): RemarkView {
  return {
    title: `Remark on “${remark.lesson.title}”`,
    listHref: remarksPaths.list(),
    lesson: `${remark.course.title}, version ${String(remark.course.version)}`,
    state: remarkStateTag(remark.state),
    kind: remarkKindInWords(remark.kind),
    words: remark.words,
    summary: [
      { key: 'Block', value: seen ? `${blockKindName(seen.block.kind)}: ${remark.blockKey}` : remark.blockKey },
      { key: 'Variant', value: remark.variant ?? 'The same for everyone' },
      {
        key: 'Works at',
        value: remark.organisation?.name ?? `A workplace in ${nationName(remark.nation)} that is not in the directory`,
      },
      { key: 'Works as', value: professionName(remark.profession) },
      { key: 'Sent', value: dateInWords(londonDate(remark.sentAt)) },
    ],
    blocks: seen ? [seen.block] : [],
    references: seen ? citedIn(seen.block, seen.lesson.references).map(referenceView) : [],
    studioHref: coursesPaths.studio(),
    answers: answers.map((answer) => ({ ...answerShown(answer), by: answer.answeredBy ?? 'somebody' })),
    mailed: remark.wantsMail && remark.personId !== null,
    action: remarksPaths.answers(remark.id),
    seen: answers[0]?.id ?? '',
    outcomes: [
      { value: 'agreed', text: 'The course will be changed', hint: 'Answer again, once a version has the change.' },
      ...(versions.length > 0
        ? [{ value: 'fixed', text: 'A version has the change', hint: 'Choose which one below.' }]
        : []),
      { value: 'kept', text: 'Nothing changes', hint: 'Say why: it may be a matter of wording all the same.' },
    ],
    versions: versions.map(({ number, publishedAt }) => ({
      value: String(number),
      text: `Version ${String(number)}, published ${dateInWords(londonDate(publishedAt))}`,
    })),
    typed,
    errors,
  };
}
