import gift, {
  type GIFTQuestion,
  type Matching,
  type MultipleChoice,
  type TextFormat,
  type TrueFalse,
} from 'gift-pegjs';
import type { BankContent, BankOption, GivenQuestion, SkippedQuestion } from './bank.types.js';
import { blockHtml, hasMedia, inlineHtml, wordsOf } from './question-html.js';

export interface GiftFile {
  questions: GivenQuestion[];
  skipped: SkippedQuestion[];
}

const MOST_NAME = 200;
const MOST_BLOCK = 50_000;

/** A question that cannot be taken over. The message says why. */
class CannotCarry extends Error {}

/**
 * The questions of a GIFT file, and what of it cannot be carried. Each stands between blank lines, so a fault in one
 * leaves the others as they are. A category counts as a tag of what follows it.
 */
export function readGift(text: string): GiftFile {
  const file: GiftFile = { questions: [], skipped: [] };
  const lineOf = new Map<string, number>();
  let category: string[] = [];
  for (const block of blocksOf(text)) {
    for (const one of parsed(block, file.skipped)) {
      if (one.type === 'Category') {
        category = [tagOf(one.title.split('/').at(-1) ?? '')].filter((tag) => tag !== '');
        continue;
      }
      const name = nameOf(one);
      const skip = (why: string) => file.skipped.push({ name, reason: `Line ${String(block.line)}: ${why}` });
      try {
        const content = contentOf(one);
        const before = lineOf.get(name);
        if (before !== undefined) throw new CannotCarry(`the question in line ${String(before)} is called the same`);
        lineOf.set(name, block.line);
        const tags = [...new Set([...(one.tags ?? []).map(tagOf), ...category])];
        file.questions.push({ name, line: block.line, tags, content });
      } catch (error) {
        if (!(error instanceof CannotCarry)) throw error;
        skip(error.message);
      }
    }
  }
  return file;
}

/** A tag as it is kept: small letters, and no more than fits on a line. */
export function tagOf(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase().slice(0, 60);
}

interface Block {
  line: number;
  text: string;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === '') open = undefined;
    else if (open) open.text += `\n${line}`;
    else blocks.push((open = { line: index + 1, text: line }));
  }
  return blocks.filter((block) => block.text.split('\n').some((line) => !/^\s*\/\//.test(line)));
}

function parsed(block: Block, skipped: SkippedQuestion[]): GIFTQuestion[] {
  if (block.text.length > MOST_BLOCK) {
    const reason = `Line ${String(block.line)}: it has more than 50,000 characters. Put a blank line behind each question`;
    skipped.push({ name: called(block.text.slice(0, 60)), reason });
    return [];
  }
  try {
    return gift.parse(`${block.text}\n`);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SyntaxError') throw error;
    const { start } = (error as InstanceType<typeof gift.SyntaxError>).location;
    const name =
      /^\s*::(.+?)::/m.exec(block.text)?.[1] ?? block.text.split('\n').find((line) => !line.startsWith('//'));
    skipped.push({
      name: called(name ?? ''),
      reason: `Line ${String(block.line + start.line - 1)}: this is not GIFT (column ${String(start.column)}). Look for a missing brace, or for one of ~ = # { } : without a \\ before it`,
    });
    return [];
  }
}

function nameOf(question: Exclude<GIFTQuestion, { type: 'Category' }>): string {
  return called(question.title ?? wordsOf(blockHtml(question.stem.text, question.stem.format)));
}

const called = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_NAME) || 'A question without a name';

function contentOf(question: Exclude<GIFTQuestion, { type: 'Category' }>): BankContent {
  switch (question.type) {
    case 'MC':
      return choices(question);
    case 'TF':
      return trueFalse(question);
    case 'Short':
      throw new CannotCarry('a short answer is typed, and the bank has choices only');
    case 'Numerical':
      throw new CannotCarry('a number is typed, and the bank has choices only');
    case 'Essay':
      throw new CannotCarry('an essay is marked by a person, and the bank has choices only');
    case 'Matching':
      return matching(question);
    case 'Description':
      throw new CannotCarry('it asks nothing: it is a text between questions');
  }
}

function choices(question: MultipleChoice): BankContent {
  const right = question.choices.filter(({ isCorrect }) => isCorrect).length;
  const weighed = question.choices.filter(({ weight }) => weight !== null);
  const giving = weighed.filter(({ weight }) => (weight ?? 0) > 0);
  const options = question.choices.map((choice): BankOption => ({
    html: label(choice.text),
    correct: choice.isCorrect,
    weight: null,
    feedbackHtml: words(choice.feedback),
  }));
  if (options.length < 2) throw new CannotCarry('it has a single answer to choose from');
  if (right > 1)
    throw new CannotCarry(
      `${String(right)} answers are each right by themselves, and the bank has one; give them shares with ~%50%`,
    );
  if (right === 1 && weighed.some(({ weight }) => weight !== 0))
    throw new CannotCarry('one answer is right and others give a share of the marks, which the bank cannot hold');
  if (right === 1) return { ...common(question), kind: 'single', options };
  if (giving.length === 0) throw new CannotCarry('no answer is right');
  const total = giving.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  if (Math.abs(total - 100) > 1)
    throw new CannotCarry(`the shares of its right answers come to ${String(Math.round(total))} %, not 100`);
  const shares = options.map((option, index) => {
    const weight = question.choices[index]?.weight ?? 0;
    return { ...option, correct: weight > 0, weight };
  });
  if (giving.length > 1) return { ...common(question), kind: 'multiple', options: shares };
  if (shares.some(({ weight }) => weight < 0)) return { ...common(question), kind: 'multiple', options: shares };
  return { ...common(question), kind: 'single', options: shares.map((option) => ({ ...option, weight: null })) };
}

/** The first feedback of a true/false question is for whoever chose wrongly, the second for whoever chose rightly. */
function trueFalse(question: TrueFalse): BankContent {
  const [wrong, right] = [words(question.trueFeedback), words(question.falseFeedback)];
  const option = (html: string, correct: boolean): BankOption => ({
    html,
    correct,
    weight: null,
    feedbackHtml: correct ? right : wrong,
  });
  const options = [option('True', question.isTrue), option('False', !question.isTrue)];
  return { ...common(question), kind: 'true_false', options };
}

/** An answer without an item is one more to choose from. */
function matching(question: Matching): BankContent {
  const options = question.matchPairs.map(({ subquestion, subanswer }): BankOption => {
    const html = subquestion.text.trim() === '' ? '' : label(subquestion);
    return { html, correct: html !== '', weight: null, feedbackHtml: null, match: unmasked(subanswer) };
  });
  const items = options.filter(({ html }) => html !== '');
  if (options.some(({ match }) => match === '')) throw new CannotCarry('an item has nothing behind its ->');
  if (items.length < 2) throw new CannotCarry('it has a single item to match');
  if (new Set(options.map(({ match }) => match)).size < 2)
    throw new CannotCarry('the same answer belongs to all of its items');
  return { ...common(question), kind: 'matching', options };
}

/** The parser leaves its own marks where an answer behind -> has escaped characters: \= comes as &&061;. */
const unmasked = (text: string): string =>
  text
    .replaceAll(/&&(\d{3});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ')
    .trim();

function common(question: MultipleChoice | TrueFalse | Matching): Pick<BankContent, 'stemHtml' | 'feedbackHtml'> {
  const stemHtml = words(question.stem);
  if (stemHtml === null) throw new CannotCarry('it asks nothing once its HTML is cleaned');
  return { stemHtml, feedbackHtml: words(question.globalFeedback) };
}

function words(text: TextFormat | null): string | null {
  if (text === null) return null;
  if (hasMedia(text.text))
    throw new CannotCarry('it has a picture, sound or other media, which the file does not bring');
  return blockHtml(text.text, text.format) || null;
}

function label(text: TextFormat): string {
  if (hasMedia(text.text))
    throw new CannotCarry('an answer has a picture, sound or other media, which the file does not bring');
  const html = inlineHtml(text.text, text.format);
  if (html === '') throw new CannotCarry('an answer is empty once its HTML is cleaned');
  return html;
}
