import type { Source } from './courses.types.js';

/** The page of an Act as a whole. */
const ACT = /^https:\/\/www\.legislation\.gov\.uk\/(ukpga|asp|nia)\/\d{4}\/\d+$/;
const CITATION = /<a class="bh-cite" href="#source-([^"]+)">([^<]*)<\/a>/g;
/** "s25(5)-(6)", "ss275-276": the first section that is named. */
const SECTION = /, ss?(\d+[A-Z]*)(?=$|[(,\s-])/;

/**
 * Lets a citation that names a section of an Act open that section; all others lead to the list of sources, as before. The list
 * stays as it is, with when each was checked. Pure.
 */
export function withSections(html: string, sources: readonly Source[]): string {
  const acts = new Map(sources.filter(({ url }) => ACT.test(url)).map(({ id, url }) => [id, url]));
  return html.replaceAll(CITATION, (whole: string, id: string, words: string) => {
    const act = acts.get(id);
    const section = SECTION.exec(words)?.[1];
    if (act === undefined || section === undefined) return whole;
    return `<a class="bh-cite" href="${act}/section/${section}" rel="noreferrer">${words}</a>`;
  });
}
