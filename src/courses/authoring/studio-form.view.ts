import { dateInWords, londonDate, londonTime } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { coursesPaths } from '../paths.js';
import type { FormField } from './form-field.js';
import type { DraftFile } from './drafts.queries.js';
import type { MarkdownHelpView } from './markdown-help.js';

/** A form of the studio: the words of a block, of a lesson's details, of a file. */
export interface StudioFormView {
  title: string;
  caption: string;
  back: { text: string; href: string };
  action: string;
  hidden: { name: string; value: string }[];
  fields: FormField[];
  button: string;
  /** What helps to write it, where its words are Markdown. */
  markdown: MarkdownHelpView | null;
  /** What somebody else saved meanwhile, to be read beside what was typed. `theirs` null: they took it out. */
  conflict: { title: string; theirs: string | null; theirsHref: string } | null;
  /** Who was here a moment ago. */
  note: string | null;
  /** Where the editor says that the file is open; null for what is not kept while one types. */
  presence: string | null;
  keeps: boolean;
  script: string;
  /** The value of the button that saves, where a form has other buttons. */
  verb: string | null;
  /** Whom a variant would reach, beside its form. */
  reach: ReachView | null;
  /** The variants of a tailored block, below its form. */
  variants: VariantsView | null;
  links: { text: string; href: string }[];
  errors: FieldError[];
}

/** Whom a variant would reach as its form stands. */
export interface ReachView {
  rule: string;
  reach: string;
  names: string | null;
  faults: string[];
  everyoneElse: string;
  unanswered: string;
}

export interface VariantsView {
  newHref: string;
  newAction: string;
  base: string;
  variants: {
    key: string;
    href: string;
    rule: string;
    excerpt: string;
    reach: string;
    names: string | null;
    faults: string[];
    moves: string;
    removals: string;
    first: boolean;
    last: boolean;
  }[];
  everyoneElse: { reach: string; names: string | null };
  faults: string[];
  unanswered: string;
  nobodyKnows: string;
}

export const studioFormPage = definePage<StudioFormView>('courses/studio-form');

type Given = Pick<StudioFormView, 'title' | 'caption' | 'back' | 'action' | 'fields' | 'button' | 'script'> &
  Partial<StudioFormView>;

/** A form with nothing else to say, unless it is given. */
export function studioForm(given: Given): StudioFormView {
  return {
    hidden: [],
    markdown: null,
    conflict: null,
    note: null,
    presence: null,
    keeps: false,
    verb: null,
    reach: null,
    variants: null,
    links: [],
    errors: [],
    ...given,
  };
}

export const savedInWords = (savedAt: Date): string => `${dateInWords(londonDate(savedAt))} at ${londonTime(savedAt)}`;

/** That somebody else saved the file within the last half hour; null otherwise. */
export function justSavedBy(file: DraftFile, personId: string, now: Date): string | null {
  const minutes = Math.floor((now.getTime() - file.savedAt.getTime()) / 60_000);
  if (file.savedById === personId || minutes > 30 || file.how === 'began') return null;
  const ago = minutes < 1 ? 'a moment ago' : minutes === 1 ? 'a minute ago' : `${String(minutes)} minutes ago`;
  return `${file.savedBy} saved this ${ago} and may still be writing. If you both change the same words, you will see both and choose.`;
}

/** The page of the draft that a file belongs to, or of the lesson. */
export function backOf(file: DraftFile): { text: string; href: string } {
  return file.name.startsWith('lessons/')
    ? { text: 'The lesson', href: coursesPaths.file(file.id) }
    : { text: file.draftTitle, href: coursesPaths.draft(file.draftId) };
}
