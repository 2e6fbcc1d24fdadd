/** Without letters and digits that are taken for each other when read aloud. */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';
export const BYTES = 10;

/** A reference such as "7HKQ-M3RT-2B" out of random bytes: told on the telephone, and not to be guessed. */
export function referenceOf(bytes: Uint8Array): string {
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A reference as people type it: small letters, spaces or no dashes do. Null when it can be none. */
export function readReference(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== BYTES || Array.from(letters).some((letter) => !ALPHABET.includes(letter))) return null;
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
