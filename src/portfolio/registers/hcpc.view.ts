import { dateInWords } from '../../platform/civil-date.rules.js';
import { dayFields } from '../../platform/http/typed-day.js';
import { hoursOf, kindName } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import type { HcpcStanding } from './hcpc.rules.js';
import {
  byWhen,
  common,
  counted,
  entriesOf,
  filledIn,
  inList,
  lacking,
  leftOut,
  type RegisterView,
  type Shown,
} from './register.view.js';
import type { Absence, Period } from './register.types.js';

/** What HCPC asks. */
export function hcpcView(
  standing: HcpcStanding,
  absences: readonly Absence[],
  shown: Shown & { absence: Record<string, string> | null },
): RegisterView {
  const { period, mix, mixed, gaps } = standing;
  const missing = [
    ...(mixed
      ? []
      : [mix.length === 0 ? 'a record of a mixture of activities' : 'activities of another kind than these']),
    ...(gaps.length > 0 ? [`an explanation of ${counted(gaps.length, 'gap')} of more than three months`] : []),
    ...(standing.withoutBenefit > 0 ? [`the benefit of ${entriesOf(standing.withoutBenefit)}`] : []),
  ];
  const absenceFields = [
    ...['from', 'to'].flatMap((name) => ['day', 'month', 'year'].map((part) => `${name}-${part}`)),
    'reason',
  ];
  return {
    ...common('hcpc', period, shown),
    verdict: {
      tag:
        missing.length === 0
          ? { text: 'Nothing is missing here', kind: 'good' }
          : { text: 'Something is missing', kind: 'warm' },
      text:
        missing.length === 0
          ? 'The record is a mixture, without a gap that is not explained, and every entry says its benefit.'
          : `Still to do${byWhen(shown)}: ${inList(missing)}.`,
    },
    lines: [],
    notes: [
      {
        text: 'What counts: every dated activity. HCPC asks for a continuous, up-to-date, dated record of a mixture of activities that benefit your practice and those who use your service, with gaps of more than three months explained.',
        link: null,
      },
      ...leftOut(standing),
      ...lacking(standing.withoutBenefit, 'benefit', 'what the benefit is', period),
    ],
    breakdown:
      mix.length === 0
        ? null
        : {
            caption: 'The mixture',
            columns: ['Kind', 'Entries', 'Hours'],
            rows: mix.map(({ kind, entries, hours }) => [kindName(kind), String(entries), hoursOf(hours)]),
          },
    limits: ['This looks at the last two years, or the two that end with your date. That is a choice of this page.'],
    gaps: gaps.map((gap) => ({ ...gap, text: `${dateInWords(gap.from)} to ${dateInWords(gap.to)}` })),
    absences: absences.map(({ id, from, to, reason }) => ({
      text: `${dateInWords(from)} to ${dateInWords(to)}`,
      reason,
      action: portfolioPaths.absenceRemovals(id),
    })),
    absenceForm: {
      action: portfolioPaths.absences(),
      // The first gap stands in the form already.
      typed: filledIn(absenceFields, shown.absence ?? (gaps[0] ? fieldsOf(gaps[0]) : {})),
    },
  };
}

const fieldsOf = ({ from, to }: Period) => ({ ...dayFields('from', from), ...dayFields('to', to) });
