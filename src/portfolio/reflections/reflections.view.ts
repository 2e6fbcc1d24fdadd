import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { themeName } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import { codeThemes, type Reflection, reflectionGrounds, type ReflectionWords } from '../portfolio.types.js';
import { groundName } from './ground-names.rules.js';
import { DAYS_TO_RESTORE } from '../restoring.rules.js';
import { type SectionLink, sections } from '../sections.view.js';
import { reflectionQuestion, reflectionTexts, type ReflectionText } from './reflection.rules.js';
import type { AskedReflections } from './reflections.queries.js';

export const PAGE_SIZE = 25;

interface Tag {
  text: string;
  kind: string;
}
/** What may tell who somebody is, and where. */
export type Warning = { field: string; where: string; found: string };

const titleOf = ({ title }: Pick<Reflection, 'title'>): string => (title === '' ? 'Without a title' : title);
const tagOf = ({ completedOn }: Pick<Reflection, 'completedOn'>): Tag =>
  completedOn === null ? { text: 'Draft', kind: 'plain' } : { text: 'Complete', kind: 'good' };

export interface ReflectionsView {
  title: string;
  sections: SectionLink[];
  startAction: string;
  undo: { action: string; title: string; days: number } | null;
  action: string;
  text: string | null;
  states: { value: string; text: string }[];
  state: string;
  reset: string | null;
  rows: { title: string; href: string; tag: Tag; about: string }[];
  firstHref: string | null;
  next: { href: string; text: string } | null;
  removedHref: string;
}
export const reflectionsPage = definePage<ReflectionsView>('portfolio/reflections');

/** `found` holds one more than a page when there is a next one. */
export function reflectionsView(
  found: readonly Reflection[],
  asked: AskedReflections,
  undone: Reflection | null,
): ReflectionsView {
  const { text, state } = asked;
  const shown = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    title: 'Reflective accounts',
    sections: sections('reflections'),
    startAction: portfolioPaths.reflections(),
    undo: undone && {
      action: portfolioPaths.reflectionRestorations(undone.id),
      title: titleOf(undone),
      days: DAYS_TO_RESTORE,
    },
    action: portfolioPaths.reflections(),
    text: text === '' ? null : text,
    states: [
      { value: 'draft', text: 'Drafts' },
      { value: 'complete', text: 'Complete' },
    ],
    state,
    reset: text === '' && state === '' ? null : portfolioPaths.reflections(),
    rows: shown.map((one) => ({
      title: titleOf(one),
      href: portfolioPaths.reflection(one.id),
      tag: tagOf(one),
      about:
        one.completedOn === null
          ? `Changed ${dateInWords(londonDate(one.changedAt))}`
          : `Completed ${dateInWords(one.completedOn)}`,
    })),
    firstHref: asked.after === null ? null : portfolioPaths.reflections({ text, state }),
    next: last ? { href: portfolioPaths.reflections({ text, state, after: last.id }), text: 'Earlier accounts' } : null,
    removedHref: portfolioPaths.removed(),
  };
}

export interface ReflectionView {
  title: string;
  backHref: string;
  tag: Tag;
  about: string;
  prompt: string | null;
  activity: { text: string; href: string } | null;
  ground: string | null;
  answers: { question: string; answer: string | null }[];
  themes: string | null;
  warnings: Warning[];
  editHref: string;
  removeAction: string | null;
  restoreAction: string | null;
  days: number;
}
export const reflectionPage = definePage<ReflectionView>('portfolio/reflection');

export function reflectionView(reflection: Reflection, warnings: Warning[]): ReflectionView {
  const { id, activityId, activityTitle, completedOn, removedAt } = reflection;
  return {
    title: titleOf(reflection),
    backHref: portfolioPaths.reflections(),
    tag: tagOf(reflection),
    about:
      completedOn === null
        ? `Changed ${dateInWords(londonDate(reflection.changedAt))}`
        : `Completed ${dateInWords(completedOn)}`,
    prompt: reflection.prompt,
    activity: activityId === null ? null : { text: activityTitle ?? '', href: portfolioPaths.activity(activityId) },
    ground: reflection.ground && groundName(reflection.ground),
    answers: reflectionTexts.map((text) => ({
      question: reflectionQuestion(text),
      answer: reflection[text] === '' ? null : reflection[text],
    })),
    themes: reflection.themes.length === 0 ? null : reflection.themes.map(themeName).join('; '),
    warnings,
    editHref: portfolioPaths.editReflection(id),
    removeAction: removedAt === null ? portfolioPaths.reflectionRemovals(id) : null,
    restoreAction: removedAt === null ? null : portfolioPaths.reflectionRestorations(id),
    days: DAYS_TO_RESTORE,
  };
}

export interface ReflectionFormView {
  title: string;
  backHref: string;
  backText: string;
  action: string;
  prompt: string | null;
  /** Kept while one types; not for what is complete, which only a button makes a draft again. */
  autosaved: boolean;
  complete: boolean;
  page: string;
  revision: number;
  typed: Record<'title' | ReflectionText, string | null>;
  ground: string | null;
  grounds: { value: string; text: string }[];
  texts: { name: ReflectionText; label: string; value: string | null }[];
  themes: { value: string; text: string; checked: boolean }[];
  warnings: Warning[];
  /** What another page has saved since this one was opened. */
  elsewhere: { question: string; answer: string }[] | null;
  script: string;
  errors: FieldError[];
}
export const reflectionFormPage = definePage<ReflectionFormView>('portfolio/reflection-form');

export function reflectionFormView(
  reflection: Reflection,
  words: ReflectionWords,
  form: {
    page: string;
    script: string;
    warnings: Warning[];
    errors: FieldError[];
    elsewhere: boolean;
  },
): ReflectionFormView {
  const value = (text: string) => (text === '' ? null : text);
  return {
    title: reflection.title === '' ? 'A reflective account' : reflection.title,
    backHref: portfolioPaths.reflection(reflection.id),
    backText: 'The account as it is kept',
    action: portfolioPaths.reflection(reflection.id),
    prompt: reflection.prompt,
    autosaved: reflection.completedOn === null,
    complete: reflection.completedOn !== null,
    page: form.page,
    revision: reflection.revision,
    typed: {
      title: value(words.title),
      nature: value(words.nature),
      learned: value(words.learned),
      changed: value(words.changed),
      relevance: value(words.relevance),
    },
    ground: words.ground,
    grounds: reflectionGrounds.map((ground) => ({ value: ground, text: groundName(ground) })),
    texts: reflectionTexts.map((name) => ({ name, label: reflectionQuestion(name), value: value(words[name]) })),
    themes: codeThemes.map((theme) => ({
      value: theme,
      text: themeName(theme),
      checked: words.themes.includes(theme),
    })),
    warnings: form.warnings,
    elsewhere: form.elsewhere
      ? reflectionTexts
          .filter((text) => reflection[text] !== words[text])
          .map((text) => ({ question: reflectionQuestion(text), answer: reflection[text] }))
      : null,
    script: form.script,
    errors: form.errors,
  };
}
