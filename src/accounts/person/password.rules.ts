import { characterCount } from './characters.rules.js';

export const PASSWORD_SHORTEST = 10;
export const PASSWORD_LONGEST = 200;

/** What stands behind most of the passwords that are tried first. Digits and signs around them do not help. */
const TRIED_FIRST = new Set(
  `abc abcd abcdef admin administrator arsenal asdf asdfgh asdfghjkl ashley bailey baseball basketball batman beforehand
  changeme charlie chelsea computer daniel default dragon england everton football freedom guest hello hospital iloveyou
  jennifer jessica jordan killer letmein liverpool london login lovely manchester manunited master michael michelle
  monkey mustang mypassword naruto nicole nurse pass passpass passphrase passw passwd password passwordpassword passwort
  pokemon princess qazwsx qazwsxedc qwaszx qwer qwert qwerty qwertyqwerty qwertyui qwertyuiop rangers robert samsung
  secret shadow starwars sunshine superman temp test testtest thomas tigger trustno welcome whatever winter zaqwsx
  zaqxsw zxcv zxcvbn zxcvbnm asdfjkl asdfasdf qwertyasdfgh qwertyzxcvbn livingwill advancedecision nhs`.split(/\s+/),
);

/**
 * What is wrong with a password, or null. Long is all that it has to be; no letters, digits or signs are demanded.
 * Refused are the few that are guessed first, and those made of the person's own address.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = characterCount(password);
  if (length < PASSWORD_SHORTEST)
    return `Enter a password of at least ${String(PASSWORD_SHORTEST)} characters. Three words together are easy to remember`;
  if (length > PASSWORD_LONGEST) return `Enter a password of at most ${String(PASSWORD_LONGEST)} characters`;
  const plain = password.toLowerCase();
  if (holdsLittleElse(plain, email)) return 'Enter a password that is not made of your email address';
  if (isTriedFirst(plain))
    return 'This password is one of those that are tried first. Choose another, such as three words together';
  return null;
}

/** Two spellings of the same signs (a phone and a computer may differ) are the same password. */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC');
}

function holdsLittleElse(plain: string, email: string): boolean {
  const [local = ''] = email.toLowerCase().split('@');
  return [email.toLowerCase(), local].some(
    (part) => part.length >= 4 && plain.includes(part) && plain.replace(part, '').length < 6,
  );
}

function isTriedFirst(plain: string): boolean {
  if (new Set(plain).size <= 3 || isRun(plain)) return true;
  const word = bare(plain);
  return [word, asLetters(word), bare(asLetters(plain))].some((text) => TRIED_FIRST.has(text));
}

/** Without the digits and signs before and after it. */
const bare = (text: string) => text.replaceAll(/^[^a-z]+|[^a-z]+$/g, '');
/** With letters for the signs that are written in their stead. */
const asLetters = (text: string) => text.replaceAll(/[013457@$!]/g, (sign) => LETTER_FOR[sign] ?? sign);

const LETTER_FOR: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** 1234567890, 9876543210, abcdefghij: each sign one further than the last (0 follows 9). */
function isRun(plain: string): boolean {
  const codes = Array.from(plain, (sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  // 9 to 0 is a step of -9, and back of 9.
  return [
    [1, -9],
    [-1, 9],
  ].some((run) => [...steps].every((step) => run.includes(step)));
}
