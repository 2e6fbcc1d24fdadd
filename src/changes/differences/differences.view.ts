import { sizeInWords, sizeOf } from '../../certificates/addendum-words.rules.js';
import type { Addendum, AddendumAnswer, AddendumContent } from '../../certificates/certificates.types.js';
import { certificatesPaths } from '../../certificates/paths.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { changesPaths } from '../paths.js';
import { answerField } from './answers.form.js';
import { asksToCertifyAgain, type Cause, type Composition } from './composer.js';
import { differs, type Differences, minutesFor } from './differences.rules.js';
import { markedWords } from './marked-words.js';

interface OverviewView {
  title: string;
  /** Null for somebody who never said where they work. */
  place: string | null;
  workplacesHref: string;
  rows: { title: string; text: string; href: string | null }[];
}

interface PassageShown {
  beforeHtml: string | null;
  afterHtml: string | null;
  lawHtml: string | null;
  reasons: string[];
}

interface DifferencesView {
  title: string;
  course: string;
  certificateHref: string;
  workplacesHref: string;
  from: string;
  to: string;
  /** Why nothing stands here, where nothing does. */
  nothing: string;
  /** Why it stands here, and what is asked. */
  lead: string;
  asked: string;
  /** Where the course is taken again; null where that is not asked. */
  renewal: string | null;
  /** How much it is and how long it takes; null where nothing differs. */
  size: string | null;
  lessons: { title: string; passages: PassageShown[] }[];
  /** The lessons, each on a page of its own, where it is too much for one; else empty. */
  parts: { title: string; href: string; hint: string; status: string; kind: string | null }[];
  /** Whether all of it is read, as far as we know, so that it can be recorded. */
  ready: boolean;
  questions: {
    name: string;
    legend: string;
    stemHtml: string;
    organisation: string;
    options: { id: string; value: string; optionHtml: string; chosen: boolean }[];
  }[];
  references: AddendumContent['references'];
  action: string;
  shown: string;
  errors: FieldError[];
}

interface DifferentLessonView {
  title: string;
  course: string;
  place: string;
  backHref: string;
  lessons: { title: string; passages: PassageShown[] }[];
  references: AddendumContent['references'];
  action: string;
  shown: string;
  /** Said before. */
  read: boolean;
  previous: { text: string; href: string } | null;
  next: { text: string; href: string } | null;
  errors: FieldError[];
}

interface AddendumView {
  title: string;
  course: string;
  certificateHref: string;
  text: string;
  result: string | null;
  lessons: { title: string; passages: PassageShown[] }[];
  answers: (AddendumAnswer & { legend: string })[];
  references: AddendumContent['references'];
}

export const overviewPage = definePage<OverviewView>('changes/differences-overview');
export const differencesPage = definePage<DifferencesView>('changes/differences');
export const differentLessonPage = definePage<DifferentLessonView>('changes/different-lesson');
export const addendumPage = definePage<AddendumView>('changes/addendum');

/** What differs, certificate by certificate. `all` null: where the person works is not known. */
export function overviewView(all: readonly Composition[] | null, workplacesHref: string): OverviewView {
  return {
    title: 'What differs where you work now',
    place: all?.[0]?.to ?? null,
    workplacesHref,
    rows: (all ?? []).map((one) => ({
      title: one.held.title,
      text: standing(one),
      href: one.cause !== null && differs(one.differences) ? changesPaths.differences(one.held.number) : null,
    })),
  };
}

function standing({ cause, from, to, differences, minutes }: Composition): string {
  const size = differInWords(differences, minutes);
  if (cause === null) return `You learned it for ${to}, where you work now.`;
  if (cause.kind === 'moved')
    return `You learned it at ${from}. ${differs(differences) ? `At ${to}, ${size}` : `Nothing in it differs at ${to}`}.`;
  return `The policy of ${to} has changed since you learned it. ${differs(differences) ? `In the course, ${size}` : 'Nothing in the course reads otherwise for you'}.`;
}

function leadOf(cause: Cause | null, { from, to, differences, minutes }: Composition): string {
  const size = differInWords(differences, minutes);
  return cause?.kind === 'decided'
    ? `The policy of ${to} has changed since you learned this. In the course, ${size}. The rest of what you learned holds.`
    : `You learned this at ${from}. At ${to}, ${size}. The rest of what you learned holds.`;
}

const ADDENDUM =
  'When you have read it, and answered what is asked, it is recorded as an addendum to your certificate, which whoever checks the certificate can read. It adds no hours.';

function askedOf(composition: Composition): string {
  const { cause } = composition;
  if (cause?.kind !== 'decided') return ADDENDUM;
  const on = dateInWords(cause.on);
  if (asksToCertifyAgain(composition))
    return `On ${on} the trainers of this course decided that it should be taken again where the policy changed. Here is what reads otherwise; your certificate stays until you have a newer one.`;
  return cause.follows === 'refresher'
    ? `On ${on} the trainers of this course asked everybody concerned to read what differs. ${ADDENDUM}`
    : `On ${on} the trainers of this course decided that everybody concerned should know. ${ADDENDUM}`;
}

function differInWords({ lessons, questions }: Differences, minutes: number): string {
  const size = sizeOf({ lessons, answers: questions });
  const verb = size.passages + size.questions === 1 ? 'differs' : 'differ';
  return `${sizeInWords(size)} ${verb}: about ${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

export function differencesView(
  composition: Composition,
  given: {
    shown: string;
    /** Of each of its parts. */
    read: readonly boolean[];
    answers: ReadonlyMap<string, string>;
    errors: FieldError[];
    workplacesHref: string;
  },
): DifferencesView {
  const { held, cause, differences, minutes } = composition;
  const any = cause !== null && differs(differences);
  return {
    title: cause?.kind === 'decided' ? `What has changed at ${composition.to}` : `What differs at ${composition.to}`,
    course: held.title,
    certificateHref: certificatesPaths.certificate(held.number),
    workplacesHref: given.workplacesHref,
    from: composition.from,
    to: composition.to,
    nothing: nothingOf(composition),
    lead: leadOf(cause, composition),
    asked: askedOf(composition),
    renewal: asksToCertifyAgain(composition) ? changesPaths.renewals(held.number) : null,
    size: any ? differInWords(differences, minutes) : null,
    lessons: any && composition.parts.length === 0 ? differences.lessons.map(shownLesson) : [],
    parts: any ? partsOf(composition, given.read) : [],
    ready: !given.read.includes(false),
    questions: any
      ? differences.questions.map(({ id, stemHtml, organisation, options }, index) => ({
          name: answerField(index + 1),
          legend: `Question ${String(index + 1)}`,
          stemHtml,
          organisation,
          options: options.map((option, place) => ({
            id: place === 0 ? answerField(index + 1) : `${answerField(index + 1)}-${String(place + 1)}`,
            value: option.id,
            optionHtml: option.html,
            chosen: given.answers.get(id) === option.id,
          })),
        }))
      : [],
    references: any && composition.parts.length === 0 ? composition.references : [],
    action: changesPaths.addenda(held.number),
    shown: given.shown,
    errors: given.errors,
  };
}

/** One lesson of it, by its place from 0. */
export function differentLessonView(
  composition: Composition,
  index: number,
  given: { shown: string; read: readonly boolean[]; errors: FieldError[] },
): DifferentLessonView {
  const { held, differences, references, parts } = composition;
  const lessons = differences.lessons.slice(index, index + 1).map(shownLesson);
  const html = JSON.stringify(lessons);
  const link = (at: number) => {
    const lesson = differences.lessons[at];
    return lesson ? { text: lesson.title, href: changesPaths.differentLesson(held.number, at + 1) } : null;
  };
  return {
    title:
      composition.cause?.kind === 'decided'
        ? `What has changed at ${composition.to}`
        : `What differs at ${composition.to}`,
    course: held.title,
    place: `Lesson ${String(index + 1)} of ${String(parts.length)}`,
    backHref: changesPaths.differences(held.number),
    lessons,
    references: references.filter(({ id }) => html.includes(`#${id}\\"`)),
    action: changesPaths.differentLesson(held.number, index + 1),
    shown: given.shown,
    read: given.read[index] === true,
    previous: link(index - 1),
    next: link(index + 1),
    errors: given.errors,
  };
}

function partsOf({ held, differences, parts }: Composition, read: readonly boolean[]): DifferencesView['parts'] {
  const next = read.indexOf(false);
  return parts.map((_, index) => {
    const lesson = differences.lessons[index];
    const minutes = minutesFor({ lessons: lesson ? [lesson] : [], questions: [] });
    return {
      title: lesson?.title ?? '',
      href: changesPaths.differentLesson(held.number, index + 1),
      hint: `about ${String(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`,
      ...(read[index]
        ? { status: 'Read', kind: null }
        : index === next
          ? { status: 'Next', kind: 'accent' }
          : { status: 'To read', kind: 'plain' }),
    };
  });
}

/** With what is only before, and what is new, marked. */
function shownLesson({ title, passages }: Differences['lessons'][number]) {
  return {
    title,
    passages: passages.map((passage) => {
      const { beforeHtml, afterHtml } = passage;
      if (beforeHtml === null || afterHtml === null) return passage;
      const marked = markedWords(beforeHtml, afterHtml);
      return { ...passage, beforeHtml: marked.before, afterHtml: marked.after };
    }),
  };
}

function nothingOf({ cause, from, to }: Composition): string {
  if (cause === null) return `You learned this for ${to}, where you work now, so there is nothing to compare.`;
  return cause.kind === 'moved'
    ? `You learned this at ${from}. Nothing in it differs at ${to}.`
    : `The policy of ${to} has changed since you learned this, and nothing of it reads otherwise for you.`;
}

export function addendumView(
  certificate: { number: string; title: string },
  { number, recordedOn, content }: Addendum,
): AddendumView {
  const right = content.answers.filter((answer) => answer.right).length;
  return {
    title: `Addendum ${String(number)}`,
    course: certificate.title,
    certificateHref: certificatesPaths.certificate(certificate.number),
    text: `On ${dateInWords(recordedOn)} you learned ${content.from === content.to ? `what has changed at ${content.to}` : `what differs at ${content.to} from ${content.from}`}. It is recorded with your certificate.`,
    result:
      content.answers.length === 0
        ? null
        : `${String(right)} of ${String(content.answers.length)} answered rightly. Only you see this.`,
    lessons: content.lessons.map(({ title, passages }) => ({
      title,
      passages: passages.map((passage) => ({ ...passage, lawHtml: null, reasons: [] })),
    })),
    answers: content.answers.map((answer, index) => ({ ...answer, legend: `Question ${String(index + 1)}` })),
    references: content.references,
  };
}
