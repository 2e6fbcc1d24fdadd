/** A run of text where it stands on a page of a PDF. */
export interface PlacedText {
  text: string;
  endsLine: boolean;
  /** From the foot of the page. */
  y: number;
  /** Height of its letters. */
  size: number;
}

/** What the thread that reads a file tells. */
export type FromWorker =
  | { is: 'begun'; pages: number; beyond: number; isCutOff: boolean }
  /** No items: the page could not be read. */
  | { is: 'page'; number: number; items: PlacedText[] | null }
  | { is: 'text'; text: string }
  | { is: 'encrypted' }
  | { is: 'failed'; detail: string };
