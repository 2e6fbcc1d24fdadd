/** Words that stay small inside a name. */
const smallWords = new Set(['and', 'of', 'for', 'the', 'upon', 'on', 'in', 'under', 'le', 'by']);
/** Words written in capitals whatever stands around them. */
const capitals = new Set(['NHS']);

/**
 * Turns a name or town from ODS, which writes everything in capitals, into one that people read:
 * "ST GEORGE'S UNIVERSITY HOSPITALS NHS FOUNDATION TRUST" becomes "St George's University Hospitals NHS Foundation Trust".
 * Text that already has small letters is left as it is.
 */
export function readableName(text: string): string {
  if (/[a-z]/.test(text)) return text.trim();
  return text
    .trim()
    .replace(/\bST\.(?=\s)/g, 'ST')
    .split(/\s+/)
    .map((word, index) => readableWord(word, index === 0))
    .join(' ');
}

function readableWord(word: string, first: boolean): string {
  if (capitals.has(word)) return word;
  return word
    .toLowerCase()
    .split('-')
    .map((part, index) => (smallWords.has(part) && !(first && index === 0) ? part : capitalised(part)))
    .join('-');
}

function capitalised(part: string): string {
  return part.replace(/[a-z]/, (letter) => letter.toUpperCase());
}

/** How names, towns and codes are compared: without regard to case, full stops and spacing. */
export function comparable(text: string): string {
  return text.toUpperCase().replace(/\./g, '').replace(/\s+/g, ' ').trim();
}

/** The last part of an address made from a name: "King's College Hospital" becomes "kings-college-hospital". */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/['’]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
}
