/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 16 characters of 5 bits are 80 bits: not to be guessed. */
export const RANDOM_BYTES = 10;
const RANDOM_CHARACTERS = 16;

/**
 * The number made of ten random bytes, in groups that can be read aloud, with its check character at the end:
 * '7K3M-9QXT-4HNC-R2WV-E'.
 */
export function numberFrom(random: Uint8Array): string {
  if (random.length !== RANDOM_BYTES) throw new RangeError(`A number is made of ${String(RANDOM_BYTES)} random bytes`);
  let bits = random.reduce((whole, byte) => (whole << 8n) | BigInt(byte), 0n);
  let body = '';
  for (let i = 0; i < RANDOM_CHARACTERS; i += 1) {
    body = (ALPHABET[Number(bits & 31n)] ?? '') + body;
    bits >>= 5n;
  }
  return grouped(body + checkCharacter(body));
}

export type ReadNumber =
  { ok: true; number: string } | { ok: false; problem: 'empty' | 'length' | 'characters' | 'check' };

/** Reads a number as people write it: small letters, O for 0, I and L for 1, with or without spaces and dashes. */
export function readNumber(typed: string): ReadNumber {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}_.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text === '') return { ok: false, problem: 'empty' };
  if (/[^0-9A-HJKMNP-TV-Z]/.test(text)) return { ok: false, problem: 'characters' };
  if (text.length !== RANDOM_CHARACTERS + 1) return { ok: false, problem: 'length' };
  const body = text.slice(0, -1);
  return text === body + checkCharacter(body) ? { ok: true, number: grouped(text) } : { ok: false, problem: 'check' };
}

/**
 * The sum of the characters, each weighted by another power of 2 in the field of 32 elements. No two weights are equal
 * and none is nought, so that one wrong character, or any two that changed places, are always found out.
 */
function checkCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    weight = doubled(weight);
    sum ^= product(ALPHABET.indexOf(character), weight);
  }
  return ALPHABET[sum] ?? '';
}

/** Times 2 in the field that x^5 + x^2 + 1 makes. */
function doubled(value: number): number {
  const twice = value << 1;
  return twice & 32 ? twice ^ 0b100101 : twice;
}

function product(a: number, b: number): number {
  let result = 0;
  for (let left = a, right = b; right > 0; right >>= 1, left = doubled(left)) if (right & 1) result ^= left;
  return result;
}

function grouped(text: string): string {
  return text.replaceAll(/(.{4})(?=.)/g, '$1-');
}
