/** A passage of a page is about a paragraph; longer ones are cut between sentences. */
const LONGEST_PASSAGE = 600;

/** The passages of a page of text, in their order. The same text always gives the same ones, so that they can be counted. */
export function passagesOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap(cut);
}

function cut(paragraph: string): string[] {
  if (paragraph.length <= LONGEST_PASSAGE) return [paragraph];
  const passages: string[] = [];
  for (const sentence of paragraph.split(/(?<=[.!?;])\s+(?=\S)/)) {
    const last = passages.at(-1);
    if (last !== undefined && last.length + sentence.length < LONGEST_PASSAGE)
      passages[passages.length - 1] = `${last} ${sentence}`;
    else passages.push(sentence);
  }
  return passages;
}

/** The words for which a document is searched to answer a question: what it asks, and what could be the answer. */
export function searchWords(question: { wording: string; shortName: string; options: { label: string }[] }): string[] {
  const words = [question.wording, question.shortName, ...question.options.map(({ label }) => label)]
    .join(' ')
    .toLowerCase()
    .match(/[\p{L}\d]{2,}/gu);
  // These are search operators.
  return [...new Set(words)].filter((word) => word !== 'or' && word !== 'and');
}

/** A quote with a further passage: what stands there already is kept. */
export function quoteWith(quote: string, passage: string): string {
  return quote === '' || quote === passage ? passage : `${quote}\n[…]\n${passage}`;
}

/** A locator that says the page, unless it says so already. */
export function locatorWith(locator: string, page: number): string {
  const here = `page ${String(page)}`;
  if (locator === '') return here;
  return new RegExp(String.raw`\bpage ${String(page)}\b`).test(locator) ? locator : `${locator}; ${here}`;
}
