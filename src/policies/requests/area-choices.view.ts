import { nationName, sectorName, shortIcbName } from '../../organisations/organisation-words.rules.js';
import { type Area, nations, sectors } from '../../organisations/organisations.types.js';

export interface Choice {
  value: string;
  text: string;
}

/** By what bodies are narrowed down, as select fields show it. */
export function areaChoices(regions: readonly Area[], icbs: readonly Area[]) {
  return {
    nation: nations.map((nation): Choice => ({ value: nation, text: nationName(nation) })),
    region: regions.map(({ code, name }): Choice => ({ value: code, text: name })),
    icb: icbs.map(({ code, name }): Choice => ({ value: code, text: shortIcbName(name) })),
    sector: sectors.map((sector): Choice => ({ value: sector, text: sectorName(sector) })),
  };
}

/** Links to the page before and after; nothing where there is one page. */
export function pageLinks(page: number, pages: number, hrefOf: (page: number) => string) {
  const link = (to: number) => ({ href: hrefOf(to), text: `Page ${String(to)} of ${String(pages)}` });
  return { previous: page > 1 ? link(page - 1) : null, next: page < pages ? link(page + 1) : null };
}
