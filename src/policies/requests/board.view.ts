import { nationName, sectorName } from '../../organisations/organisation-words.rules.js';
import type { Nation, Sector } from '../../organisations/organisations.types.js';
import { definePage } from '../../platform/views/page.js';
import { exemptionInWords } from '../exemptions.rules.js';
import { requestsPaths } from '../paths.js';
import type { Campaign } from '../requests.types.js';
import { type BoardNumber, boardNumbers, type BoardRow } from './register.queries.js';

interface Counted {
  text: string;
  number: number;
  /** Null for none: there is nothing to show. */
  href: string | null;
}

interface BoardLine {
  name: string;
  bodies: Counted;
  numbers: Counted[];
}

export interface BoardView {
  title: string;
  campaignsHref: string;
  closed: boolean;
  bodies: number;
  totals: Counted[];
  /** What is to be done now, the most pressing first. */
  next: { text: string; href: string }[];
  tables: { caption: string; heading: string; headings: string[]; lines: BoardLine[] }[];
  refusals: { text: string; bodies: number; href: string }[];
  links: { text: string; href: string }[];
  closureAction: string | null;
  reopeningAction: string | null;
}

export const boardPage = definePage<BoardView>('policies/requests/board');

const words: Record<BoardNumber, string> = {
  not_sent: 'Not sent',
  sent: 'Sent',
  waiting: 'Waiting',
  overdue: 'Overdue',
  answered: 'Answered',
  extracted: 'Extracted',
  verified: 'Verified',
};

export function boardView(
  campaign: Campaign,
  rows: readonly BoardRow[],
  refusals: readonly { exemption: string | null; bodies: number }[],
): BoardView {
  const { slug } = campaign;
  const all = rows.find(({ by }) => by === 'all');
  const lines = (by: BoardRow['by'], nameOf: (row: BoardRow) => string) =>
    rows.filter((row) => row.by === by).map((row) => lineOf(slug, row, nameOf(row)));
  const headings = ['Bodies', ...boardNumbers.map((number) => words[number])];
  const closed = campaign.closedAt !== null;
  return {
    title: campaign.name,
    campaignsHref: requestsPaths.campaigns(),
    closed,
    bodies: all?.bodies ?? 0,
    totals: all ? numbersOf(slug, all, {}) : [],
    next: closed ? [] : nextOf(slug, all),
    tables: [
      {
        caption: 'By nation',
        heading: 'Nation',
        headings,
        lines: lines('nation', ({ key }) => nationName(key as Nation)),
      },
      {
        caption: 'By region',
        heading: 'Region',
        headings,
        lines: lines('region', ({ name, key }) => name ?? key ?? 'In no region of England'),
      },
      {
        caption: 'By sector',
        heading: 'Sector',
        headings,
        lines: lines('sector', ({ key }) => (key === null ? 'Sector not known' : sectorName(key as Sector))),
      },
    ],
    refusals: refusals.map(({ exemption, bodies }) => ({
      text: exemption === null ? 'Without naming an exemption' : exemptionInWords(exemption),
      bodies,
      href: requestsPaths.list(slug, { exemption: exemption ?? 'none' }),
    })),
    links: [
      { text: 'All requests', href: requestsPaths.list(slug) },
      { text: 'Add bodies', href: requestsPaths.newBodies(slug) },
      { text: 'Letters', href: requestsPaths.letters(slug) },
      { text: 'Chase list', href: requestsPaths.chase(slug) },
      { text: 'Edit questions and letter', href: requestsPaths.edit(slug) },
    ],
    closureAction: closed ? null : requestsPaths.closure(slug),
    reopeningAction: closed ? requestsPaths.reopening(slug) : null,
  };
}

function lineOf(slug: string, row: BoardRow, name: string): BoardLine {
  const where = { [row.by]: row.key ?? 'none' };
  return {
    name,
    bodies: { text: 'Bodies', number: row.bodies, href: requestsPaths.list(slug, where) },
    numbers: numbersOf(slug, row, where),
  };
}

function numbersOf(slug: string, row: BoardRow, where: Record<string, string>): Counted[] {
  return boardNumbers.map((number) => ({
    text: words[number],
    number: row[number],
    href: row[number] === 0 ? null : requestsPaths.list(slug, { ...where, show: number }),
  }));
}

function nextOf(slug: string, all: BoardRow | undefined): BoardView['next'] {
  if (!all || all.bodies === 0) return [{ text: 'Choose whom to ask', href: requestsPaths.newBodies(slug) }];
  return [
    ...(all.overdue > 0
      ? [{ text: `Chase the ${String(all.overdue)} who are late`, href: requestsPaths.chase(slug) }]
      : []),
    ...(all.not_sent > 0
      ? [
          { text: `Make the letters to the ${String(all.not_sent)} not asked yet`, href: requestsPaths.letters(slug) },
          { text: 'Say that letters were sent', href: requestsPaths.newSendings(slug) },
        ]
      : []),
    ...(all.answered > all.extracted
      ? [{ text: 'See whose answers are not extracted', href: requestsPaths.list(slug, { show: 'to_extract' }) }]
      : []),
  ];
}
