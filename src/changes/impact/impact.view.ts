import { professionName } from '../../accounts/account-words.rules.js';
import type { Profession } from '../../accounts/accounts.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { changesPaths } from '../paths.js';
import type { Concerned, ConcernedPerson, Impact } from './impact.queries.js';
import { type VersionImpact, type WhatFollows, whatFollows } from '../changes.types.js';

export const PAGE_SIZE = 25;

const inWords: Record<WhatFollows, { text: string; hint: string }> = {
  nothing: { text: 'Nothing', hint: 'The change does not matter to what people do.' },
  tell: { text: 'Tell them', hint: 'They should know what changed, before and after.' },
  refresher: { text: 'A short refresher', hint: 'They should read the passages that differ.' },
  certify_again: {
    text: 'Certify again',
    hint: 'What they learned could lead them astray: they take the check again.',
  },
};

interface ImpactRow {
  organisation: string;
  fictional: boolean;
  href: string;
  since: string;
  what: string;
  decision: string | null;
}

export interface ImpactsView {
  title: string;
  settled: boolean;
  otherHref: string;
  rows: ImpactRow[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

interface PassageShown {
  label: string;
  who: string;
  beforeHtml: string;
  afterHtml: string;
  reasons: string[];
}

export interface ImpactView {
  title: string;
  listHref: string;
  organisation: string;
  fictional: boolean;
  reckoned: boolean;
  since: string;
  concerned: { value: string; text: string }[];
  peopleHref: string | null;
  versions: {
    heading: string;
    lessons: { title: string; passages: PassageShown[] }[];
    questions: { stemHtml: string; who: string; beforeHtml: string | null; afterHtml: string | null }[];
  }[];
  decisions: { text: string; by: string; note: string | null }[];
  action: string;
  revision: string;
  choices: { value: string; text: string; hint: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
}

export interface ConcernedView {
  title: string;
  backHref: string;
  backText: string;
  rows: { name: string; profession: string; course: string; state: string; read: string }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export const impactsPage = definePage<ImpactsView>('changes/impacts');
export const impactPage = definePage<ImpactView>('changes/impact');
export const concernedPage = definePage<ConcernedView>('changes/people');

/** `found` holds one more than a page when there is a next one; what is open stands on one page. */
export function impactsView(found: readonly Impact[], settled: boolean, before: string | null): ImpactsView {
  const shown = settled ? found.slice(0, PAGE_SIZE) : found;
  const last = shown.at(-1);
  return {
    title: settled ? 'Changes that were decided' : 'Changes of policy',
    settled,
    otherHref: settled ? changesPaths.list() : changesPaths.list({ settled: 'yes' }),
    rows: shown.map((impact) => ({
      organisation: impact.organisation.name,
      fictional: impact.organisation.fictional,
      href: changesPaths.impact(impact.id),
      since: dateInWords(londonDate(impact.settledAt ?? impact.openedAt)),
      what: sizeOf(impact.differences),
      decision: impact.decisions[0] ? inWords[impact.decisions[0].whatFollows].text : null,
    })),
    next:
      settled && found.length > PAGE_SIZE && last
        ? { href: changesPaths.list({ settled: 'yes', before: last.id }), text: 'Earlier changes' }
        : null,
    firstHref: before === null ? null : changesPaths.list({ settled: 'yes' }),
  };
}

function sizeOf(differences: readonly VersionImpact[] | null): string {
  if (differences === null) return 'Being reckoned';
  const passages = differences.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.passages)).length;
  const questions = differences.flatMap((version) => version.questions).length;
  const parts = [counted(passages, 'passage', 'passages'), counted(questions, 'question', 'questions')];
  return parts.filter((part) => part !== null).join(', ');
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${String(count)} ${count === 1 ? one : many}`;
}

export function impactView(
  impact: Impact,
  concerned: Concerned,
  errors: FieldError[],
  typed: Record<string, string>,
): ImpactView {
  const people = concerned.underWay + concerned.certified;
  return {
    title: `What changes at ${impact.organisation.name}`,
    listHref: changesPaths.list(impact.settledAt === null ? {} : { settled: 'yes' }),
    organisation: impact.organisation.name,
    fictional: impact.organisation.fictional,
    reckoned: impact.differences !== null,
    since: dateInWords(londonDate(impact.openedAt)),
    concerned: [
      { value: String(concerned.underWay), text: 'under way' },
      { value: String(concerned.haveRead), text: 'of them have read a lesson that differs' },
      { value: String(concerned.certified), text: 'hold a certificate' },
    ],
    peopleHref: people === 0 ? null : changesPaths.people(impact.id),
    versions: (impact.differences ?? []).map(versionShown),
    decisions: impact.decisions.map((decision) => ({
      text: inWords[decision.whatFollows].text,
      by: `${decision.by ?? 'Somebody whose account is gone'}, ${dateInWords(londonDate(new Date(decision.at)))}`,
      note: decision.note,
    })),
    action: changesPaths.decisions(impact.id),
    revision: impact.afterRevisionId,
    choices: whatFollows.map((value) => ({ value, ...inWords[value] })),
    typed,
    errors,
  };
}

function versionShown(version: VersionImpact): ImpactView['versions'][number] {
  return {
    heading: `${version.title}, version ${String(version.number)}`,
    lessons: version.lessons.map(({ title, passages }) => ({
      title,
      passages: passages.map((passage) => ({
        label: passage.kind === 'wording' ? 'It says something else' : 'The same words, from another source',
        who: whoOf(passage.professions),
        beforeHtml: passage.before,
        afterHtml: passage.after,
        reasons: passage.reasons,
      })),
    })),
    questions: version.questions.map(({ stemHtml, before, after, professions }) => ({
      stemHtml,
      who: whoOf(professions),
      beforeHtml: before === '' ? null : before,
      afterHtml: after === '' ? null : after,
    })),
  };
}

const whoOf = (professions: readonly Profession[] | null): string =>
  professions === null ? 'Everyone who works there' : professions.map(professionName).join(', ');

/** `found` holds one more than a page when there is a next one. */
export function concernedView(impact: Impact, found: readonly ConcernedPerson[], after: string | null): ConcernedView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    title: `Whom it concerns at ${impact.organisation.name}`,
    backHref: changesPaths.impact(impact.id),
    backText: 'What changes',
    rows: shown.map((person) => ({
      name: person.name,
      profession: professionName(person.profession),
      course: person.course,
      state: person.certified ? 'Holds a certificate' : 'Under way',
      read: String(person.read),
    })),
    next:
      found.length > PAGE_SIZE && last
        ? { href: changesPaths.people(impact.id, { after: last.id }), text: 'More people' }
        : null,
    firstHref: after === null ? null : changesPaths.people(impact.id),
  };
}
