import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { stateInWords } from '../fact-words.rules.js';
import { documentsPaths, policiesPaths } from '../paths.js';
import { answerStates, type PolicyQuestion, type Standing } from '../policies.types.js';
import { readingRows, type SummaryRow } from '../facts/reading-rows.view.js';
import { standingInWords } from '../standing-words.rules.js';
import { type AnswerFieldsView, answerFieldsView, stateKeys } from './answer-fields.view.js';
import { type AnswerFields, answerFieldsFrom, answerFieldsOf } from './answer.form.js';
import type { Desk } from './desk.js';
import type { Draft, StandingAnswer } from './extraction.queries.js';
import { draftRows } from './draft-rows.view.js';
import { mayPointTo } from './pointers.rules.js';

/** Longer pages of text are rare; what is left out is in the document itself. */
const MOST_PASSAGES = 60;

/** The form as it is opened: what is in it, and over which answer and draft it stands. */
export interface Opened {
  fields: AnswerFields;
  base: string | null;
  version: number;
  /** What else is kept at this place, and has to be seen beside the form. */
  beside: 'standing' | 'draft' | null;
}

interface Link {
  text: string;
  href: string;
}

export interface ExtractionView {
  title: string;
  documentHref: string;
  organisation: string;
  fictional: boolean;
  document: string;
  standing: { standing: Standing; text: string };
  answered: number;
  asked: number;
  shortName: string;
  wording: string;
  part: number;
  position: string;
  previous: Link | null;
  next: Link | null;
  nextOpen: Link | null;
  questions: { text: string; href: string; state: string | null; current: boolean }[];
  anotherPart: string | null;
  notices: string[];
  /** What stands there now, or is kept, and is not in the form. */
  beside: { title: string; rows: SummaryRow[] } | null;
  /** The answer to which this one points. */
  pointed: { title: string; rows: SummaryRow[] } | null;
  whyNot: string[];
  action: string;
  draftAction: string;
  discardAction: string | null;
  hidden: { name: string; value: string }[];
  fields: AnswerFieldsView;
  suggestions: { nth: number; value: string; page: string | null; text: string }[];
  text: {
    label: string;
    page: number;
    passages: { nth: number; value: string; text: string }[];
    cut: boolean;
    previous: number | null;
    next: number | null;
    /** Whether pages are pages of the source, which a locator may name. */
    paged: boolean;
  } | null;
  noText: string | null;
  fileHref: string | null;
  sourceHref: string | null;
  keys: { key: string; does: string }[];
  script: string;
  errors: FieldError[];
}

export const extractionPage = definePage<ExtractionView>('policies/extraction');

/** What the form holds when somebody comes to it: their draft, else what stands there, else nothing. */
export function opened(desk: Desk, personId: string): Opened {
  const { question, standing } = desk;
  const draft = ownDraft(desk, personId);
  const base = standing?.id ?? null;
  if (draft) {
    const overtaken = draft.baseFactId !== base;
    return { fields: draft.fields, base, version: draft.version, beside: overtaken && standing ? 'standing' : null };
  }
  const fields = standing ? answerFieldsOf(question, standing) : answerFieldsFrom({});
  return { fields, base, version: 0, beside: null };
}

export function extractionView(
  desk: Desk,
  form: Opened,
  around: { personId: string; errors: FieldError[]; doubts: string[]; whyNot: string[]; script: string },
): ExtractionView {
  const { document, organisation, question, questions, answers, part } = desk;
  const draft = ownDraft(desk, around.personId);
  const others = mayPointTo(answers, question.key);
  const fields = answerFieldsView(
    question,
    form.fields,
    questions.filter(({ key }) => others.includes(key)),
    around.errors,
    around.doubts,
  );
  const at = questions.findIndex(({ key }) => key === question.key);
  const answered = new Set(answers.map(({ key }) => key));
  const open = [...questions.slice(at + 1), ...questions.slice(0, Math.max(at, 0))].find(
    ({ key, retired }) => !retired && !answered.has(key),
  );
  const asked = questions.filter(({ retired }) => !retired);
  const link = (to: PolicyQuestion | undefined): Link | null =>
    to ? { text: to.shortName, href: policiesPaths.extraction(document.id, { question: to.key }) } : null;
  return {
    title: `${question.shortName}: ${document.title}`,
    documentHref: documentsPaths.document(document.id),
    organisation: organisation.name,
    fictional: organisation.fictional,
    document: document.title,
    standing: {
      standing: document.standing,
      text: standingInWords({
        standing: document.standing,
        agesFrom: document.confirmedOn ?? document.repliedOn ?? document.documentDate,
        source: document,
      }),
    },
    answered: asked.filter(({ key }) => answered.has(key)).length,
    asked: asked.length,
    shortName: question.shortName,
    wording: question.wording,
    part,
    position: `Question ${String(at + 1)} of ${String(questions.length)}`,
    previous: link(questions[at - 1]),
    next: link(questions[at + 1]),
    nextOpen: link(open),
    questions: questions.map((one) => ({
      text: one.shortName,
      href: policiesPaths.extraction(document.id, { question: one.key }),
      state: stateOf(one, desk, around.personId),
      current: one.key === question.key,
    })),
    anotherPart:
      desk.standing && !question.retired
        ? policiesPaths.extraction(document.id, { question: question.key, part: nextPart(desk) })
        : null,
    notices: noticesOf(desk, around.personId, draft),
    beside: besideOf(desk, form, draft),
    pointed: pointedOf(desk, form.fields.under),
    whyNot: around.whyNot,
    action: policiesPaths.answers(document.id),
    draftAction: policiesPaths.drafts(document.id),
    discardAction: draft ? policiesPaths.discardedDrafts(document.id) : null,
    hidden: [
      { name: 'question', value: question.key },
      { name: 'part', value: String(part) },
      { name: 'page', value: desk.text ? String(desk.text.page) : '' },
      { name: 'base', value: form.base ?? '' },
      { name: 'version', value: String(form.version) },
    ],
    fields,
    suggestions: desk.suggestions.map(({ page, passage, text }, index) => ({
      nth: index + 1,
      value: `use:${String(page)}.${String(passage)}`,
      page: isPaged(desk) ? `Page ${String(page)}` : null,
      text,
    })),
    text: textOf(desk),
    noText: desk.text ? null : whyNoText(desk),
    fileHref: document.file ? documentsPaths.file(document.id) : null,
    sourceHref: document.url,
    keys: [
      ...answerStates.map((state) => ({ key: stateKeys[state], does: stateInWords(state) })),
      { key: 'q', does: 'Take what is selected in the text as the quote' },
      { key: 'd', does: 'Keep the draft' },
      { key: 'n', does: 'The next question that nobody answered' },
      { key: 'j', does: 'The next question' },
      { key: 'k', does: 'The question before' },
      { key: 'Ctrl + Enter', does: 'Save the answer, also while typing' },
    ],
    script: around.script,
    errors: fields.errors,
  };
}

function ownDraft(desk: Desk, personId: string): Draft | undefined {
  const { drafts, question, part } = desk;
  return drafts.find((one) => one.personId === personId && one.key === question.key && one.part === part);
}

const isPaged = (desk: Desk): boolean => desk.document.file?.mediaType === 'application/pdf';

function nextPart({ answers, question }: Desk): number {
  return Math.max(...answers.filter(({ key }) => key === question.key).map(({ part }) => part)) + 1;
}

function stateOf({ key, retired }: PolicyQuestion, { answers, drafts }: Desk, personId: string): string | null {
  const here = answers.filter((answer) => answer.key === key);
  if (here.some(({ sentBackFor }) => sentBackFor !== null)) return 'Sent back';
  if (drafts.some((draft) => draft.key === key && draft.personId === personId)) return 'Draft';
  if (here.length > 0) return here.every(({ verifiedOn }) => verifiedOn !== null) ? 'Verified' : 'Answered';
  return retired ? 'Asked no more' : null;
}

function noticesOf(desk: Desk, personId: string, draft: Draft | undefined): string[] {
  const { standing, drafts, question, part } = desk;
  const notices: string[] = [];
  if (standing?.sentBackFor)
    notices.push(
      `Sent back: ${standing.sentBackFor} Read the source again and save what you find, also when it stands.`,
    );
  else if (standing?.verifiedOn)
    notices.push(
      `This answer was verified on ${dateInWords(standing.verifiedOn)}. A new one takes its place, and is in no lesson until somebody verifies it.`,
    );
  else if (standing) notices.push(`${standing.extractedBy ?? 'A file'} answered this. It waits for a second person.`);
  if (draft) notices.push(`Your draft of ${dateInWords(londonDate(draft.keptAt))}.`);
  for (const other of drafts)
    if (other.personId !== personId && other.key === question.key && other.part === part)
      notices.push(`${other.person} keeps a draft of this answer since ${dateInWords(londonDate(other.keptAt))}.`);
  return notices;
}

function besideOf(
  { question, standing }: Desk,
  { beside }: Opened,
  draft: Draft | undefined,
): ExtractionView['beside'] {
  if (beside === 'draft' && draft)
    return { title: 'What is kept as your draft', rows: draftRows(question, draft.fields) };
  if (beside === 'standing' && standing)
    return {
      title: `What ${standing.extractedBy ?? 'a file'} recorded here meanwhile`,
      rows: answerRows(question, standing),
    };
  return null;
}

function pointedOf({ answers, questions }: Desk, under: string): ExtractionView['pointed'] {
  const answer = answers.find(({ key }) => key === under);
  const question = questions.find(({ key }) => key === under);
  if (!answer || !question) return null;
  return {
    title: `The answer on “${question.shortName}”, to which this one points`,
    rows: answerRows(question, answer),
  };
}

const answerRows = (question: PolicyQuestion, { under: _, ...answer }: StandingAnswer) => readingRows(question, answer);

function textOf(desk: Desk): ExtractionView['text'] {
  if (!desk.text) return null;
  const { page, pages, passages } = desk.text;
  const paged = isPaged(desk);
  return {
    label: `${paged ? 'Page' : 'Part'} ${String(page)} of ${String(pages)}`,
    page,
    passages: passages.slice(0, MOST_PASSAGES).map((text, index) => ({
      nth: index + 1,
      value: `use:${String(page)}.${String(index + 1)}`,
      text,
    })),
    cut: passages.length > MOST_PASSAGES,
    previous: page > 1 ? page - 1 : null,
    next: page < pages ? page + 1 : null,
    paged,
  };
}

function whyNoText({ document }: Desk): string {
  switch (document.file?.textState) {
    case undefined:
      return 'We hold no copy of this document. Open it where it was published, and type or paste the quote.';
    case 'waiting':
      return 'The text is still being read. Keep a draft, and come back in a moment.';
    case 'none':
      return 'This copy is a scan and has no text. Open it, and type the quote by hand.';
    case 'encrypted':
      return 'This copy is locked by a password, so its text cannot be read. Open it, and type the quote by hand.';
    case 'failed':
      return 'The text of this copy could not be read. Open it, and type the quote by hand.';
    case 'ready':
      return 'There is no such page in this document.';
  }
}
