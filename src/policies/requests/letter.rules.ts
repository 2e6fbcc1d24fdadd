import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import type { CampaignQuestion, FoiAct } from '../requests.types.js';

/** What a letter may hold in double braces, and what stands there in the letter to a body. */
export const placeholders = {
  body: 'the name of the body',
  date: 'the day of the letter',
  act: 'the Act under which the body answers',
  questions: 'the questions, each with its number',
} as const;

interface Addressee {
  body: string;
  act: FoiAct;
}

const actNames: Record<FoiAct, string> = {
  foia: 'Freedom of Information Act 2000',
  foisa: 'Freedom of Information (Scotland) Act 2002',
};

export const actName = (act: FoiAct): string => actNames[act];

/** What is wrong with a template, in words that say what to do; empty when it can be used. */
export function letterProblems(letter: string): string[] {
  const used = [...letter.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name);
  const unknown = used.filter((name) => !(name in placeholders));
  const known = Object.keys(placeholders).map((name) => `{{${name}}}`);
  const rest = letter.replaceAll(/\{\{[^{}]*\}\}/g, '');
  return [
    ...unknown.map((name) => `There is no placeholder {{${name}}}. Use ${known.join(', ')}.`),
    ...(used.includes('questions') ? [] : ['Put {{questions}} where the questions are to stand.']),
    ...(/\{\{|\}\}/.test(rest) ? ['A placeholder is not closed: write it as {{body}}.'] : []),
  ];
}

/** The letter to one body. */
export function letterTo(
  addressee: Addressee,
  campaign: { letter: string; questions: readonly CampaignQuestion[] },
  on: CivilDate,
): string {
  const values: Record<keyof typeof placeholders, string> = {
    body: addressee.body,
    date: dateInWords(on),
    act: actName(addressee.act),
    questions: campaign.questions.map(({ number, wording }) => `${String(number)}. ${wording}`).join('\n\n'),
  };
  // A function, since "$&" in a question means nothing special.
  return campaign.letter.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) =>
    name in values ? values[name as keyof typeof values] : whole,
  );
}

/** A reminder to a body that is late, ready to be sent. */
export function reminderTo(
  addressee: Addressee,
  request: { sentOn: CivilDate; dueOn: CivilDate; workingDaysLate: number; inReview: boolean },
  on: CivilDate,
): string {
  const { sentOn, dueOn, workingDaysLate, inReview } = request;
  const days = workingDaysLate === 1 ? '1 working day' : `${String(workingDaysLate)} working days`;
  const what = inReview ? 'the internal review that I asked for of my request' : 'my request';
  return `${dateInWords(on)}

To: ${addressee.body}

Dear Freedom of Information team,

I am writing about ${what} of ${dateInWords(sentOn)} under the ${actName(addressee.act)} on your policies about advance decisions. An answer was due by ${dateInWords(dueOn)}, which was ${days} ago. I have not had it yet.

Please let me know by when I can expect it. If something in my request is unclear, I am glad to help.

Yours faithfully,

Compassion in Dying`;
}

/**
 * What of a campaign's wording belongs to the law of England and Wales, and would be wrong in a letter to a body elsewhere.
 */
export function wordsOfEnglandAndWales(campaign: { letter: string; questions: readonly CampaignQuestion[] }): string[] {
  const text = [campaign.letter, ...campaign.questions.map(({ wording }) => wording)].join('\n').toLowerCase();
  return ['Mental Capacity Act', 'Court of Protection', 'lasting power of attorney'].filter((words) =>
    text.includes(words.toLowerCase()),
  );
}
