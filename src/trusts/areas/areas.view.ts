import { shortIcbName } from '../../organisations/organisation-words.rules.js';
import { definePage } from '../../platform/views/page.js';
import { shareBar } from '../charts/share-bar.rules.js';
import { trustsPaths } from '../paths.js';
import type { ListedArea } from './areas.queries.js';

export interface AreaRow {
  name: string;
  href: string;
  organisations: number;
  known: number;
  barHtml: string;
}

interface AreasView {
  title: string;
  action: string;
  q: string;
  /** By nation and by region; only those that hold something. */
  groups: { heading: string; rows: AreaRow[] }[];
  found: number;
  allHref: string;
  trustsHref: string;
}

export const areasPage = definePage<AreasView>('trusts/areas/areas');

/** A search is answered here: some fifty names need no index. */
export function areasView(areas: readonly ListedArea[], q: string): AreasView {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = areas.filter((area) => {
    const names = `${area.name} ${area.code}`.toLowerCase();
    return words.every((word) => names.includes(word));
  });
  const groups = [
    { heading: 'Nations', rows: inOrder(matching, 'nation', null) },
    { heading: 'Regions of England', rows: inOrder(matching, 'region', null) },
    ...areas
      .filter(({ kind }) => kind === 'region')
      .map((region) => ({
        heading: `Integrated care boards: ${region.name}`,
        rows: inOrder(matching, 'icb', region.code),
      })),
  ].filter(({ rows }) => rows.length > 0);
  return {
    title: q === '' ? 'Areas' : `${q}: Areas`,
    action: trustsPaths.areas(),
    q,
    groups,
    found: matching.length,
    allHref: trustsPaths.areas(),
    trustsHref: trustsPaths.list(),
  };
}

const nationOrder = ['england', 'wales', 'scotland', 'northern_ireland'];

function inOrder(areas: readonly ListedArea[], kind: ListedArea['kind'], parent: string | null): AreaRow[] {
  const found = areas.filter((area) => area.kind === kind && (parent === null || area.parent === parent));
  if (kind === 'nation') found.sort((a, b) => nationOrder.indexOf(a.code) - nationOrder.indexOf(b.code));
  return found.map(areaRow);
}

export function areaRow({ code, kind, name, organisations, known }: ListedArea): AreaRow {
  return {
    name: kind === 'icb' ? shortIcbName(name) : name,
    href: trustsPaths.area(code),
    organisations,
    known,
    barHtml: shareBar(known, organisations),
  };
}
