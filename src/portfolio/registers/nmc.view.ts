import { hoursOf, themeName } from '../activity-words.rules.js';
import type { NmcStanding } from './nmc.rules.js';
import {
  byWhen,
  common,
  counted,
  entriesOf,
  inList,
  lacking,
  leftOut,
  line,
  type RegisterView,
  type Shown,
} from './register.view.js';

/** What the NMC asks for revalidation. */
export function nmcView(standing: NmcStanding, shown: Shown): RegisterView {
  const { requirements, complete, rules, period } = standing;
  const [hours, participatory, accounts] = requirements;
  const inAccounts = (count: number) => counted(count, 'reflective account');
  const missing = [
    ...(hours.missing > 0 ? [hoursOf(hours.missing)] : []),
    ...(participatory.missing > 0 ? [`${hoursOf(participatory.missing)} of participatory learning`] : []),
    ...(accounts.missing > 0 ? [inAccounts(accounts.missing)] : []),
  ];
  return {
    ...common('nmc', period, shown),
    verdict: {
      tag: complete
        ? { text: 'CPD and reflections complete', kind: 'good' }
        : { text: 'Something is missing', kind: 'warm' },
      text: complete
        ? 'What a portfolio can hold is there.'
        : `Still to do${byWhen(shown)}: ${inList(missing)}. Participatory hours count among all hours as well.`,
    },
    lines: [
      line('CPD', hours, hoursOf),
      line('Participatory, of these', participatory, hoursOf),
      line('Complete reflective accounts with themes of the Code', accounts, inAccounts),
    ],
    notes: [
      {
        text: `${hoursOf(standing.alone)} were learned alone, online or by reading: they count as CPD, never as participatory.`,
        link: null,
      },
      {
        text: `What counts: ${entriesOf(standing.entries)} that ended, and accounts that were completed, within the ${String(rules.years)} years that end ${shown.date === null ? 'today' : 'with your date'}.`,
        link: null,
      },
      ...leftOut(standing),
      ...lacking(standing.withoutRelevance, 'relevance', 'how it links to your practice', period),
      ...lacking(standing.withoutThemes, 'themes', 'which part of the Code it touches', period),
    ],
    breakdown: {
      caption: 'Reflective accounts by theme of the Code',
      columns: ['Theme', 'Accounts', null],
      rows: standing.themes.map(({ theme, accounts: count }) => [themeName(theme), String(count), null]),
    },
    limits: [
      'Revalidation also needs practice hours, feedback, a discussion and confirmation. None of them is kept here.',
      ...(standing.certain
        ? []
        : [
            'The NMC changes its Code and rules in October 2027. What will be asked on your date is not known here: this shows the rules until then.',
          ]),
    ],
  };
}
