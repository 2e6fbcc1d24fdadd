import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { displayable, REPLACEMENT, type Typeface } from '../../platform/typesetting/displayable.rules.js';
import { daysInWords, hoursOf, kindName, notCountedName, settingName, themeName } from '../activity-words.rules.js';
import type { Activity, Reflection } from '../portfolio.types.js';
import { reflectionQuestion, reflectionTexts } from '../reflections/reflection.rules.js';
import { groundName } from '../reflections/ground-names.rules.js';
import type { Absence, Period } from '../registers/register.types.js';
import type { Audience } from './export.types.js';

/** All that a portfolio on paper is made of. */
export interface PortfolioOnPaper {
  audience: Audience;
  heading: string;
  holder: { name: string; profession: string; registration: string | null };
  period: Period | null;
  takenOn: CivilDate;
  activities: readonly (Activity & { files: readonly string[] })[];
  /** Entries that there was no room for. */
  cut: boolean;
  reflections: readonly Reflection[];
  absences: readonly Absence[];
  /** What stands against what is asked. */
  summary: readonly { label: string; value: string }[];
  notes: readonly string[];
}

/** What assets/typeset/portfolio.typ is given. */
export interface PortfolioText {
  title: string;
  heading: string;
  holder: string;
  holderLine: string;
  period: string;
  takenOn: string;
  summary: { label: string; value: string }[];
  /** What each entry says, by the columns that this reader asks for. */
  columns: { days: string; what: string; method: string; hours: string; participatory: string | null };
  entries: {
    days: string;
    title: string;
    /** Who offered it, who held it. */
    lines: string[];
    /** What it means for practice, each under its name. */
    meaning: { name: string; paragraphs: string[] }[];
    method: string;
    hours: string;
    participatory: string | null;
    evidence: string | null;
  }[];
  totals: { hours: string; participatory: string | null };
  accounts: {
    title: string;
    line: string;
    answers: { question: string; paragraphs: string[] }[];
    themes: string;
  }[];
  absences: { days: string; reason: string }[];
  notes: string[];
}

/** The words of a portfolio, with what the typefaces lack replaced, and that said. */
export function portfolioText(of: PortfolioOnPaper, typefaces: readonly Typeface[]): PortfolioText {
  let replaced = 0;
  const show = (text: string): string => {
    const shown = displayable(text, typefaces);
    replaced += shown.replaced;
    return shown.text;
  };
  const paragraphs = (text: string): string[] => text.split(/\n+/).map(show).filter(Boolean);
  const forNmc = of.audience === 'nmc';
  const isAll = of.audience === 'all';
  const wantsParticipatory = forNmc || isAll;
  const name = show(of.holder.name) || REPLACEMENT;
  // What does not count is on paper only where nothing is counted against what is asked.
  const entries = of.activities.filter(({ notCounted }) => isAll || notCounted === null);
  const counted = entries.filter(({ notCounted }) => notCounted === null);
  const sum = (what: 'hours' | 'participatory') =>
    hoursOf(counted.reduce((total, activity) => total + activity[what], 0));
  const text: Omit<PortfolioText, 'notes'> = {
    title: `${of.heading}: ${name}`,
    heading: of.heading,
    holder: name,
    holderLine: [of.holder.profession, of.holder.registration]
      .filter((part) => part !== null)
      .map(show)
      .join(' · '),
    period: of.period === null ? 'All entries' : `${dateInWords(of.period.from)} to ${dateInWords(of.period.to)}`,
    takenOn: dateInWords(of.takenOn),
    summary: of.summary.map(({ label, value }) => ({ label: show(label), value: show(value) })),
    columns: {
      days: 'Dates',
      what: forNmc ? 'Topic, and how it links to practice' : 'Activity',
      method: 'Method',
      hours: forNmc ? 'CPD hours' : 'Hours',
      participatory: wantsParticipatory ? 'Participatory' : null,
    },
    entries: entries.map((activity) => ({
      days: daysInWords(activity.startedOn, activity.endedOn),
      title: show(activity.title) || REPLACEMENT,
      lines: [
        ...(activity.provider === '' ? [] : [`Offered by ${show(activity.provider)}`]),
        ...(activity.setting === null || forNmc ? [] : [`Held by: ${settingName(activity.setting)}`]),
        ...(activity.notCounted === null ? [] : [notCountedName(activity.notCounted)]),
      ],
      meaning: [
        { name: 'Link to practice', paragraphs: paragraphs(activity.relevance) },
        ...(forNmc ? [] : [{ name: 'Benefit', paragraphs: paragraphs(activity.benefit) }]),
        ...(wantsParticipatory
          ? [{ name: 'Part of the Code', paragraphs: paragraphs(activity.themes.map(themeName).join('; ')) }]
          : []),
      ].filter((one) => one.paragraphs.length > 0),
      method: kindName(activity.kind),
      hours: hoursOf(activity.hours),
      participatory: wantsParticipatory ? hoursOf(activity.participatory) : null,
      evidence: evidenceOf(activity, show),
    })),
    totals: { hours: sum('hours'), participatory: wantsParticipatory ? sum('participatory') : null },
    accounts: of.reflections.map((reflection) => ({
      title: show(reflection.title) || 'Without a title',
      line: [
        reflection.completedOn === null ? 'Draft' : `Completed ${dateInWords(reflection.completedOn)}`,
        ...(reflection.ground === null ? [] : [`draws on: ${groundName(reflection.ground)}`]),
      ].join('; '),
      answers: reflectionTexts.map((one) => ({
        question: reflectionQuestion(one),
        paragraphs: paragraphs(reflection[one]),
      })),
      themes: reflection.themes.map(themeName).join('; '),
    })),
    absences: of.absences.map(({ from, to, reason }) => ({
      days: daysInWords(from, to),
      reason: show(reason),
    })),
  };
  const notes = of.notes.map(show);
  if (of.cut) notes.push(`Only the oldest ${String(of.activities.length)} entries are here. Choose a shorter time.`);
  if (replaced > 0) notes.push(`${REPLACEMENT} stands for a character that this document cannot show.`);
  return { ...text, notes };
}

function evidenceOf(
  { certificateNumber, files }: PortfolioOnPaper['activities'][number],
  show: (text: string) => string,
): string | null {
  const all = [...(certificateNumber === null ? [] : [`certificate ${certificateNumber}`]), ...files.map(show)];
  return all.length === 0 ? null : all.join('; ');
}
