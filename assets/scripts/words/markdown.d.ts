/** The document that the Markdown makes; null where it holds something that the editor could not give back. */
export function documentOf(markdown: string): object | null;
/** The Markdown of a document. */
export function markdownOf(document: object): string;
