import type { FieldError } from '../../platform/http/form.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { definePage } from '../../platform/views/page.js';
import { settingName, themeName } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import { type Activity, activitySettings, codeThemes } from '../portfolio.types.js';
import { type Choice, kindChoices } from './activities.view.js';

export interface ActivityFormView {
  title: string;
  backHref: string;
  backText: string;
  action: string;
  /** Makes a form that is sent twice add once. */
  formId: string;
  /** Whether its certificate filed it, so that only remarks can be changed. */
  filed: boolean;
  typed: Record<string, string | null>;
  kinds: Choice[];
  settings: Choice[];
  themes: (Choice & { checked: boolean })[];
  button: string;
  errors: FieldError[];
}
export const activityFormPage = definePage<ActivityFormView>('portfolio/activity-form');

const FIELDS = [
  'title',
  'kind',
  'provider',
  'hours',
  'participatory',
  'setting',
  'relevance',
  'benefit',
  ...['startedOn', 'endedOn'].flatMap((day) => ['-day', '-month', '-year'].map((part) => day + part)),
];

/** A form as it stands: for a new entry when there is none, and with what was typed when something is wrong. */
export function activityFormView(
  activity: Activity | null,
  formId: string,
  sent: { typed: Record<string, string>; themes: readonly string[]; errors: FieldError[] } | null,
): ActivityFormView {
  const typed = sent?.typed ?? (activity ? typedOf(activity) : {});
  const themes = sent?.themes ?? activity?.themes ?? [];
  const filed = activity !== null && activity.certificateNumber !== null;
  return {
    title: filed ? activity.title : activity ? 'Change an entry' : 'Add what you learned elsewhere',
    backHref: activity ? portfolioPaths.activity(activity.id) : portfolioPaths.home(),
    backText: activity ? activity.title : 'Your portfolio',
    action: activity ? portfolioPaths.activity(activity.id) : portfolioPaths.addActivity(),
    formId,
    filed,
    typed: Object.fromEntries(FIELDS.map((name) => [name, typed[name] ?? null])),
    kinds: kindChoices,
    settings: activitySettings.map((value) => ({ value, text: settingName(value) })),
    themes: codeThemes.map((value) => ({ value, text: themeName(value), checked: themes.includes(value) })),
    button: activity ? 'Save' : 'Add to your portfolio',
    errors: sent?.errors ?? [],
  };
}

function typedOf(activity: Activity): Record<string, string> {
  const { title, kind, provider, hours, participatory, setting, relevance, benefit } = activity;
  return {
    title,
    kind,
    provider,
    hours: String(hours),
    participatory: String(participatory),
    setting: setting ?? '',
    relevance,
    benefit,
    ...dayFields('startedOn', activity.startedOn),
    ...dayFields('endedOn', activity.endedOn),
  };
}
