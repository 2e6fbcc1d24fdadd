/** Where a version cites a source. */
export interface Citation {
  sourceKey: string;
  place: 'introduction' | 'lesson' | 'question';
  /** A lesson's slug, a question's key; '' for the introduction. */
  placeKey: string;
  /** The block of a lesson; '' elsewhere. */
  blockKey: string;
}

/** What of a course cites, as its files were read. */
export interface CitingCourse {
  introductionCites: readonly string[];
  lessons: readonly { slug: string; blocks: readonly { key: string }[] }[];
  questions: readonly { key: string; cites: readonly string[] }[];
}

/** A citation in a lesson leads to the list at its end. */
const TO_THE_LIST = /#source-([a-z0-9-]+)\\"/g;

/** Every place at which a course cites a source, each once. */
export function citationsOf({ introductionCites, lessons, questions }: CitingCourse): Citation[] {
  return [
    ...introductionCites.map((sourceKey) => ({
      sourceKey,
      place: 'introduction' as const,
      placeKey: '',
      blockKey: '',
    })),
    ...lessons.flatMap(({ slug, blocks }) =>
      blocks.flatMap((block) =>
        citedIn(block).map((sourceKey) => ({
          sourceKey,
          place: 'lesson' as const,
          placeKey: slug,
          blockKey: block.key,
        })),
      ),
    ),
    ...questions.flatMap(({ key, cites }) =>
      cites.map((sourceKey) => ({ sourceKey, place: 'question' as const, placeKey: key, blockKey: '' })),
    ),
  ];
}

function citedIn(block: object): string[] {
  return [...new Set([...JSON.stringify(block).matchAll(TO_THE_LIST)].map(([, key]) => key ?? ''))];
}
