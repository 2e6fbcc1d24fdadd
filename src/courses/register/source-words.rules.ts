import type { Source } from '../courses.types.js';
import type { LinkState } from './register.types.js';

const kinds: Record<Source['kind'], string> = {
  law: 'Legislation',
  case_law: 'Case law',
  guidance: 'Guidance',
  study: 'Study',
  data: 'Data',
};

const nations: Record<Source['nation'], string> = {
  england_wales: 'England and Wales',
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  northern_ireland: 'Northern Ireland',
  uk: 'All of the UK',
};

export const sourceKindName = (kind: Source['kind']): string => kinds[kind];
export const sourceNationName = (nation: Source['nation']): string => nations[nation];

const links: Record<LinkState, { text: string; kind: string }> = {
  answers: { text: 'Answers', kind: 'good' },
  moved: { text: 'Moved', kind: 'warm' },
  dead: { text: 'Dead', kind: 'bad' },
  closed: { text: 'Look yourself', kind: 'plain' },
  unreachable: { text: 'No answer', kind: 'warm' },
};

/** The state of an address as a tag; that nobody has asked is a state as well. */
export const linkTag = (state: LinkState | null): { text: string; kind: string } =>
  state === null ? { text: 'Not checked yet', kind: 'plain' } : links[state];

/** What the state of an address means, and what to do. */
export function linkInWords({
  linkState: state,
  linkStatus: status,
}: {
  linkState: LinkState | null;
  linkStatus: number | null;
}): string {
  const code = status === null ? '' : ` (${String(status)})`;
  switch (state) {
    case null:
      return 'Nobody has asked the address yet.';
    case 'answers':
      return 'The address answers. Whether it still says the same, only a reader can tell.';
    case 'moved':
      return `The address has moved for good${code}. Look at where it leads, then put the new one here.`;
    case 'dead':
      return `There is nothing at the address any more${code}. Find where the source is now.`;
    case 'closed':
      return `The server turns programs away${code}. Open the address yourself.`;
    case 'unreachable':
      return `The address did not answer${code}. That may be for now: it is asked again.`;
  }
}
