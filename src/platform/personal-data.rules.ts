import { type CivilDate, addMonths, isCivilDate } from './civil-date.rules.js';

/** Something in a text that looks as if it were about one person. */
export interface PersonalData {
  kind: 'name' | 'email' | 'phone' | 'nhs_number' | 'birth_date' | 'old_date';
  /** As it stands in the text. */
  found: string;
}

/**
 * What looks like personal data in a text: names behind a title, addresses of one person, direct numbers, NHS numbers,
 * dates of birth that are called so. It may be wrong in both directions, so it warns and decides nothing. Each thing found is named once.
 */
export function personalDataIn(text: string): PersonalData[] {
  const found: PersonalData[] = [
    ...all(text, TITLED).map((name) => ({ kind: 'name' as const, found: name })),
    ...all(text, EMAIL)
      .filter((address) => !isTeamMailbox(address))
      .map((address) => ({ kind: 'email' as const, found: address })),
    ...directNumbers(text).map((number) => ({ kind: 'phone' as const, found: number })),
    ...all(text, TEN_DIGITS)
      .filter(isNhsNumber)
      .map((number) => ({ kind: 'nhs_number' as const, found: number })),
    ...all(text, BORN).map((words) => ({ kind: 'birth_date' as const, found: words })),
  ];
  return eachOnce(found);
}

/**
 * What in a text about practice may tell who a patient is: all of the above, names in small letters, as people type them
 * on a phone, and whole dates so long ago that they are rather a birth than a day on the ward.
 */
export function patientDataIn(text: string, today: CivilDate): PersonalData[] {
  const recent = addMonths(today, -12 * LONG_AGO_YEARS);
  const known = personalDataIn(text);
  const born = known.filter(({ kind }) => kind === 'birth_date');
  return eachOnce([
    ...known,
    ...all(text, TITLED_SMALL).map((name) => ({ kind: 'name' as const, found: name })),
    ...[...text.matchAll(DATE)]
      .filter((match) => {
        const day = dayOf(match);
        return day !== null && day < recent && !born.some(({ found }) => found.includes(match[0]));
      })
      .map(([date]) => ({ kind: 'old_date' as const, found: date })),
  ]);
}

function eachOnce(found: readonly PersonalData[]): PersonalData[] {
  return [...new Map(found.map((one) => [`${one.kind} ${one.found}`, one])).values()];
}

const kinds: Record<PersonalData['kind'], string> = {
  name: 'a name',
  email: 'an email address of one person',
  phone: 'a direct phone number',
  nhs_number: 'an NHS number',
  birth_date: 'a date of birth',
  old_date: 'a date long ago, perhaps of birth',
};

/** "a name (Dr Jane Example)" */
export const personalDataInWords = ({ kind, found }: PersonalData): string => `${kinds[kind]} (${found})`;

const WORD = String.raw`\p{Lu}[\p{Ll}'’]+(?:-?\p{Lu}[\p{Ll}'’]+)*`;
const TITLED = new RegExp(
  String.raw`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Revd?|Reverend)\b\.?\s+(?:\p{Lu}\b\.?\s*){0,3}${WORD}(?:\s+${WORD}){0,2}` +
    String.raw`|\b(?:MR|MRS|MISS|PROF|PROFESSOR|DAME)\b\.?\s+(?:\p{Lu}\b\.?\s*){0,3}\p{Lu}{2,}(?:[-'’]\p{Lu}+)?`,
  'gu',
);
const EMAIL = /[\p{L}\d._%+'-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
const TEN_DIGITS = /(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?![ -]?\d)/g;
const UK_NUMBER = /(?<![\d+])(?:\+44\s?(?:\(0\)\s?)?|\(?0)(?:[\s()-]{0,2}\d){9,10}(?!\d)/g;
/** Mr and Mrs alone: in small letters the other titles are words, or parts of them. */
const TITLED_SMALL = /\b(?:mr|mrs)\b\.?\s+\p{Ll}[\p{L}'’-]+/gu;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`(?:${MONTHS.join('|')})[a-z]*\.?`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
/** 3/4/1948, 3.4.48, 1948-04-03, 3 April 1948, April 3rd, 1948. */
const ANY_DATE = [
  String.raw`\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)`,
  String.raw`\d{4}-\d{2}-\d{2}(?!\d)`,
  String.raw`${DAY}\s+(?:of\s+)?${MONTH},?\s+\d{4}`,
  String.raw`${MONTH}\s+${DAY},?\s+\d{4}`,
].join('|');
const DATE = new RegExp(String.raw`(?<![\d/.-])(?:${ANY_DATE})`, 'gi');
const BORN = new RegExp(
  String.raw`\b(?:date of birth|d\.?\s?o\.?\s?b\b\.?|born(?:\s+on(?:\s+the)?)?)[\s:,-]*(?:is\s+|was\s+)?(?:${ANY_DATE})`,
  'gi',
);
/** A reflection is about the last few years of practice. */
const LONG_AGO_YEARS = 10;

/** The day that a matched date means, of this or the last century; null when there is no such day. */
function dayOf([date]: RegExpExecArray): CivilDate | null {
  const word = /[a-z]{3,}/i.exec(date.replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/i, '$1').replace(/\bof\b/i, ''))?.[0];
  const numbers = date.match(/\d+/g) ?? [];
  const [first = '', second = '', third = ''] = numbers;
  const [year, month, day] =
    word !== undefined
      ? [second, String(MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1), first]
      : first.length === 4
        ? [first, second, third]
        : [third.length === 2 ? `19${third}` : third, second, first];
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isCivilDate(iso) ? iso : null;
}

/** Words of which one anywhere in an address says that a team reads it. */
const TEAM_WORDS =
  /advance|admin|capacity|clinical|complaint|consent|contact|endoflife|enquir|experience|feedback|governance|hello|helpline|hospital|inbox|learning|legal|office|palliative|patient|policies|policy|quality|records|resus|safeguard|secretariat|service|support|team|training/;
/** Short ones have to stand alone: they occur inside names. */
const TEAM_ABBREVIATIONS = new Set(
  'acp adrt dols eol eolc foi ig info lpa mail mca mha pals post acute trust ward icb nhs'.split(' '),
);

function isTeamMailbox(address: string): boolean {
  const local = address.slice(0, address.indexOf('@')).toLowerCase();
  return TEAM_WORDS.test(local) || local.split(/[^a-z]+/).some((part) => TEAM_ABBREVIATIONS.has(part));
}

/** Mobiles are one person's; other numbers are, unless the words before them say that many answer. */
function directNumbers(text: string): string[] {
  return [...text.matchAll(UK_NUMBER)].flatMap((match) => {
    const digits = match[0].replace(/^\+44/, '0').replaceAll(/\D/g, '').replace(/^00/, '0');
    // 03 and 08 are never the desk of one person.
    if (!/^0[127]/.test(digits)) return [];
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const shared = /switchboard|helpline|team|office|ward|service|department|reception|main number/i.test(before);
    return shared && !digits.startsWith('07') && !/direct/i.test(before) ? [] : [match[0].trim()];
  });
}

/** Ten digits whose last one checks the nine before it (modulus 11). */
function isNhsNumber(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, ''), Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return new Set(digits).size > 1 && check < 10 && check === digits[9];
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match.trim().replaceAll(/\s+/g, ' '));
}
