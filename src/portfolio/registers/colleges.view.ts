import { hoursOf } from '../activity-words.rules.js';
import { portfolioPaths } from '../paths.js';
import { type CreditStanding, type Scheme, schemes } from './colleges.rules.js';
import {
  byWhen,
  common,
  counted,
  entriesOf,
  inList,
  leftOut,
  line,
  registerNames,
  type RegisterView,
  type Shown,
} from './register.view.js';

const schemeNames: Record<Scheme, string> = {
  general: 'My college says how many: count one credit an hour, in halves',
  rcp: 'Royal College of Physicians: whole credits, at most 8 a day, 50 a year of which 25 external',
};

/** What colleges ask of doctors. */
export function creditsView(standing: CreditStanding, shown: Shown): RegisterView {
  const { scheme, period, requirements } = standing;
  const inCredits = (count: number) => counted(count, 'credit');
  const missing = requirements
    .filter((one) => one.missing > 0)
    .map((one) => (one.key === 'external' ? `${inCredits(one.missing)} that are external` : inCredits(one.missing)));
  const isTotalKnown = requirements.length > 0;
  return {
    ...common('gmc', period, shown),
    verdict: {
      tag: !isTotalKnown
        ? null
        : missing.length === 0
          ? { text: 'Credits complete', kind: 'good' }
          : { text: 'Something is missing', kind: 'warm' },
      text: !isTotalKnown
        ? `${inCredits(standing.credits)} this year. How many are needed your college says.`
        : missing.length === 0
          ? 'All credits of the year are there.'
          : `Still to do${byWhen(shown)}: ${inList(missing)}. External credits count among all as well.`,
    },
    lines: requirements.map((one) => line(one.key === 'external' ? 'External, of these' : 'Credits', one, inCredits)),
    notes: [
      {
        text: `What counts: one credit for an hour, for ${entriesOf(standing.entries)} that ended within the year${standing.left > 0 ? `; ${hoursOf(standing.left)} give no credit, as parts of one${scheme === 'rcp' ? ' or beyond 8 a day' : ''}` : ''}.`,
        link: null,
      },
      ...leftOut(standing),
      ...(standing.unsaid > 0
        ? [
            {
              text: `Entries that do not say who held them give ${inCredits(standing.unsaid)}, which ${standing.unsaid === 1 ? 'is' : 'are'} not counted as external.`,
              link: {
                href: portfolioPaths.activities({ lacks: 'setting', from: period.from, to: period.to }),
                text: 'Show them',
              },
            },
          ]
        : []),
    ],
    breakdown: {
      caption: 'Credits by who held it',
      columns: ['Held by', 'Credits', null],
      rows: [
        ['Somebody else (external)', String(standing.external), null],
        ['Your own employer (internal)', String(standing.internal), null],
        ['You, on your own account', String(standing.personal), null],
        ['Not said', String(standing.unsaid), null],
      ],
    },
    limits: [
      'The GMC itself sets no number of credits; colleges do.',
      ...(scheme === 'rcp'
        ? [
            'Whether an event is approved for external credits the college decides. It does not approve events of a single Trust.',
          ]
        : []),
    ],
    source:
      scheme === 'rcp'
        ? { text: 'Royal College of Physicians', href: 'https://www.rcp.ac.uk/' }
        : registerNames.gmc.source,
    schemes: schemes.map((value) => ({ value, text: schemeNames[value] })),
    scheme,
  };
}
