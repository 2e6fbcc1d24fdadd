import type { CourseVersion } from '../../courses/courses.types.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import type { StatisticsQuery } from './statistics.form.js';

export interface Choice {
  value: string;
  text: string;
}

/** What every page of statistics begins with: of which version, of whom, and how sorted. */
export interface StatisticsHead {
  title: string;
  caption: string;
  back: { text: string; href: string };
  other: { text: string; href: string } | null;
  action: string;
  allHref: string;
  csvHref: string;
  code: string;
  nation: string;
  sort: string;
  nations: Choice[];
  sorts: Choice[];
  sample: string;
  /** At which Trust they work, when one was asked for; or that there is no such Trust. */
  who: string | null;
}

/** What the head says whatever the page is about. */
export function headOf(
  { title, number }: CourseVersion,
  query: StatisticsQuery,
  who: string | null,
): Pick<StatisticsHead, 'caption' | 'code' | 'nation' | 'nations' | 'sort' | 'who'> {
  return {
    code: query.code,
    nation: query.nation,
    sort: query.sort,
    caption: `${title}, version ${String(number)}`,
    nations: nations.map((value) => ({ value, text: nationName(value) })),
    who,
  };
}
