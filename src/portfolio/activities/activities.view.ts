import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { daysInWords, hoursOf, kindName, notCountedName, settingName, themeName } from '../activity-words.rules.js';
import { type Warning, warningsIn } from '../identity-warnings.rules.js';
import { portfolioPaths } from '../paths.js';
import { type Activity, type ActivityKind, activityKinds, type Evidence } from '../portfolio.types.js';
import type { Lack, Sort } from './activities.form.js';
import type { Asked, Totals } from './activities.queries.js';
import { DAYS_TO_RESTORE } from '../restoring.rules.js';
import { type SectionLink, sections } from '../sections.view.js';

export const PAGE_SIZE = 25;

export interface Choice {
  value: string;
  text: string;
}
interface Row {
  title: string;
  href: string;
  provider: string | null;
  days: string;
  kind: string;
  hours: string;
  participatory: string;
  notCounted: string | null;
  filed: boolean;
  evidence: number;
}

/** The ways of learning, to choose from. */
export const kindChoices = activityKinds.map((value): Choice => ({ value, text: kindName(value) }));
const sortChoices: { value: Sort; text: string }[] = [
  { value: 'newest', text: 'Newest first' },
  { value: 'oldest', text: 'Oldest first' },
  { value: 'hours', text: 'Most hours first' },
  { value: 'title', text: 'By title, A to Z' },
];

const lackChoices: { value: Lack; text: string }[] = [
  { value: 'relevance', text: 'Without how it links to my practice' },
  { value: 'benefit', text: 'Without its benefit' },
  { value: 'themes', text: 'Without a theme of the Code' },
  { value: 'setting', text: 'Without who held it' },
  { value: 'evidence', text: 'Without evidence' },
];

export interface PortfolioView {
  title: string;
  sections: SectionLink[];
  newHref: string;
  removedHref: string | null;
  privacyHref: string;
  /** What was just taken out, with the way to put it back. */
  undo: { action: string; title: string; days: number } | null;
  action: string;
  text: string | null;
  kinds: Choice[];
  kind: ActivityKind | null;
  lackings: Choice[];
  lacks: Lack | null;
  /** The days between which the entries ended, when it is narrowed to them. */
  period: { text: string; from: string | null; to: string | null } | null;
  sorts: Choice[];
  sort: Sort;
  reset: string | null;
  totals: { count: number; hours: string; participatory: string };
  rows: Row[];
  firstHref: string | null;
  next: { href: string; text: string } | null;
}
export const portfolioPage = definePage<PortfolioView>('portfolio/portfolio');

/** `found` holds one more than a page when there is a next one. */
export function portfolioView(
  found: readonly Activity[],
  totals: Totals,
  asked: Asked,
  undone: Activity | null,
): PortfolioView {
  const { text, kind, sort, lacks, from, to } = asked;
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  const further = found.length > PAGE_SIZE ? last : undefined;
  const same = { text, kind, lacks, from: from ?? '', to: to ?? '', sort: sort === 'newest' ? '' : sort };
  return {
    title: 'Your portfolio',
    sections: sections('activities'),
    newHref: portfolioPaths.newActivity(),
    removedHref: portfolioPaths.removed(),
    privacyHref: portfolioPaths.privacy(),
    undo: undone && {
      action: portfolioPaths.restorations(undone.id),
      title: undone.title,
      days: DAYS_TO_RESTORE,
    },
    action: portfolioPaths.home(),
    text: text === '' ? null : text,
    kinds: kindChoices,
    kind: kind === '' ? null : kind,
    lackings: lackChoices,
    lacks: lacks === '' ? null : lacks,
    period: from === null && to === null ? null : { text: betweenInWords(from, to), from, to },
    sorts: sortChoices,
    sort,
    reset: `${text}${kind}${lacks}${from ?? ''}${to ?? ''}` === '' ? null : portfolioPaths.home(),
    totals: {
      count: totals.count,
      hours: hoursOf(totals.hours),
      participatory: hoursOf(totals.participatory),
    },
    rows: shown.map((activity) => rowOf(activity)),
    firstHref: asked.after === null ? null : portfolioPaths.activities(same),
    next: further ? { href: portfolioPaths.activities({ ...same, after: further.id }), text: 'More entries' } : null,
  };
}

function betweenInWords(from: CivilDate | null, to: CivilDate | null): string {
  const parts = [
    ...(from === null ? [] : [`from ${dateInWords(from)}`]),
    ...(to === null ? [] : [`to ${dateInWords(to)}`]),
  ];
  return `What ended ${parts.join(' ')}`;
}

function rowOf(activity: Activity): Row {
  return {
    title: activity.title,
    href: portfolioPaths.activity(activity.id),
    provider: activity.provider === '' ? null : activity.provider,
    days: daysInWords(activity.startedOn, activity.endedOn),
    kind: kindName(activity.kind),
    hours: hoursOf(activity.hours),
    participatory: hoursOf(activity.participatory),
    notCounted: activity.notCounted && notCountedName(activity.notCounted),
    filed: activity.certificateNumber !== null,
    evidence: activity.evidence,
  };
}

interface SummaryRow {
  key: string;
  value: string;
  href: null;
  action: null;
  hidden: null;
}

export interface ActivityView {
  title: string;
  backHref: string;
  notCounted: string | null;
  warnings: Warning[];
  rows: SummaryRow[];
  relevance: string | null;
  benefit: string | null;
  certificateHref: string | null;
  /** Starts a reflective account about it. */
  reflect: { action: string; activity: string };
  editHref: string;
  editText: string;
  /** Null for what its certificate filed: it stays. */
  removeAction: string | null;
  restoreAction: string | null;
  days: number;
  evidence: { name: string; href: string; size: string; removeAction: string }[];
  uploadAction: string;
  accept: string;
  mostMegabytes: number;
  mostFiles: number;
  errors: FieldError[];
}
export const activityPage = definePage<ActivityView>('portfolio/activity');

export function activityView(
  activity: Activity,
  evidence: readonly Evidence[],
  files: { accept: string; mostMegabytes: number; mostFiles: number },
  errors: FieldError[],
  today: CivilDate,
): ActivityView {
  const { id, certificateNumber } = activity;
  const row = (key: string, value: string | null): SummaryRow[] =>
    value === null || value === '' ? [] : [{ key, value, href: null, action: null, hidden: null }];
  return {
    title: activity.title,
    backHref: portfolioPaths.home(),
    notCounted: activity.notCounted && notCountedName(activity.notCounted),
    warnings: warningsIn(
      [
        { where: 'Title:', text: activity.title },
        { where: 'How it links to your practice:', text: activity.relevance },
        { where: 'How it benefits your practice:', text: activity.benefit },
      ],
      today,
    ),
    rows: [
      ...row('When', daysInWords(activity.startedOn, activity.endedOn)),
      ...row('How', kindName(activity.kind)),
      ...row('Offered by', activity.provider),
      ...row('Hours', `${hoursOf(activity.hours)}, of them ${hoursOf(activity.participatory)} participatory`),
      ...row('Held by', activity.setting && settingName(activity.setting)),
      ...row('Themes of the NMC’s Code', activity.themes.map(themeName).join('; ')),
    ],
    relevance: activity.relevance === '' ? null : activity.relevance,
    benefit: activity.benefit === '' ? null : activity.benefit,
    certificateHref: certificateNumber === null ? null : portfolioPaths.certificate(certificateNumber),
    reflect: { action: portfolioPaths.reflections(), activity: id },
    editHref: portfolioPaths.editActivity(id),
    editText: certificateNumber === null ? 'Change' : 'Say how it links to your practice',
    removeAction: certificateNumber === null && activity.removedAt === null ? portfolioPaths.removals(id) : null,
    restoreAction: activity.removedAt === null ? null : portfolioPaths.restorations(id),
    days: DAYS_TO_RESTORE,
    evidence: evidence.map((file) => ({
      name: file.name,
      href: portfolioPaths.evidence(id, file.id),
      size: sizeInWords(file.size),
      removeAction: portfolioPaths.evidenceRemovals(id, file.id),
    })),
    uploadAction: portfolioPaths.addEvidence(id),
    ...files,
    errors,
  };
}

function sizeInWords(bytes: number): string {
  return bytes < 1_048_576
    ? `${String(Math.max(1, Math.round(bytes / 1024)))} kB`
    : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
