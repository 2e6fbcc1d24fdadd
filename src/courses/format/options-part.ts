import type { MatchingChoice, QuestionKind, QuestionOption } from '../questions.types.js';
import type { CitingMarkdown } from './markdown.js';
import type { Problems } from './problems.js';

export interface ParsedOptions {
  stem: string;
  options: QuestionOption[];
  /** Of a matching question. */
  choices?: MatchingChoice[];
}

/** A line that begins an option. */
export const OPTION = /^- \[([^\]]*)\] ?(.*)$/;

/** What a question's file calls its kind. */
export const kindNames: Record<QuestionKind, string> = {
  single: 'single',
  true_false: 'true-false',
  multiple: 'multiple',
  ordering: 'ordering',
  matching: 'matching',
};

/** The kind that a file names; undefined when there is no such kind. */
export function kindNamed(name: string): QuestionKind | undefined {
  return (Object.keys(kindNames) as QuestionKind[]).find((kind) => kindNames[kind] === name);
}

export const MOST_OPTIONS = 12;

interface RawOption {
  mark: string;
  line: number;
  text: string[];
  feedback: string[];
}

/**
 * Reads a stem and its options. `- [x]` is right and `- [ ]` is not; in a question to put in order `- [1]` is the place; in a
 * matching question `- [words]` is what the item belongs to, and stands alone when it belongs to none; in a local question
 * `- [value]` names an answer to the policy question. Feedback stands indented behind `>`.
 */
export function readOptions(
  text: string,
  line: number,
  kind: 'local' | QuestionKind,
  markdown: CitingMarkdown,
  problems: Problems,
  file: string,
): ParsedOptions {
  const lines = text.split('\n');
  const first = lines.findIndex((one) => OPTION.test(one));
  const stem = lines.slice(0, first === -1 ? undefined : first).join('\n');
  const raw = rawOptions(lines.slice(first === -1 ? lines.length : first), line + first, problems, file);
  const alone = (option: RawOption) => kind === 'matching' && option.text.join('').trim() === '';
  const asked = raw.filter((option) => !alone(option));
  for (const option of asked.filter(({ feedback }) => feedback.length === 0))
    problems.add(file, option.line, 'Every option needs feedback: an indented line that begins with >.');
  const fault = (at: number, message: string) => {
    problems.add(file, at, message);
  };
  checkMarks(asked, kind, line, fault);
  const choices = kind === 'matching' ? choicesOf(raw) : undefined;
  if (choices && choices.length < 2) fault(line, 'A matching question needs at least two different answers in [ ].');
  const options = asked.map((option, index) => ({
    id: kind === 'local' ? option.mark : idAt(index),
    html: markdown.inlineHtml(option.text.join('\n'), option.line),
    feedbackHtml: markdown.html(option.feedback.join('\n'), option.line),
    correct: option.mark === 'x' && isChosen(kind),
    ...(kind === 'ordering' && { place: index + 1 }),
    ...(choices && { match: choices.find((choice) => choice.text === option.mark)?.id ?? '' }),
  }));
  return { stem, options, ...(choices && { choices }) };
}

/** Whether right options are marked with an x. */
const isChosen = (kind: 'local' | QuestionKind) => ['single', 'true_false', 'multiple'].includes(kind);

const idAt = (index: number) => String.fromCharCode(97 + index);

function choicesOf(raw: readonly RawOption[]): MatchingChoice[] {
  const texts = new Set(raw.map(({ mark }) => mark).filter((mark) => mark !== ''));
  return [...texts].map((text, index) => ({ id: idAt(index), text }));
}

function rawOptions(lines: readonly string[], line: number, problems: Problems, file: string): RawOption[] {
  const raw: RawOption[] = [];
  lines.forEach((one, index) => {
    const at = line + index;
    const opened = OPTION.exec(one);
    const current = raw.at(-1);
    const feedback = /^\s+> ?(.*)$/.exec(one)?.[1];
    const more = /^\s+(\S.*)$/.exec(one)?.[1];
    if (opened) raw.push({ mark: (opened[1] ?? '').trim(), line: at, text: [opened[2] ?? ''], feedback: [] });
    else if (current && feedback !== undefined) current.feedback.push(feedback);
    else if (current && more !== undefined) current.text.push(more);
    else if (one.trim() !== '')
      problems.add(file, at, 'This belongs to no option. Indent it by two spaces, and feedback by two spaces and >.');
  });
  return raw;
}

function checkMarks(
  raw: readonly RawOption[],
  kind: 'local' | QuestionKind,
  line: number,
  fault: (line: number, message: string) => void,
): void {
  if (raw.length < 2)
    fault(line, 'A question needs at least two options, each on a line such as - [ ] A wrong answer.');
  if (raw.length > MOST_OPTIONS) fault(line, `A question has at most ${String(MOST_OPTIONS)} options. Split it.`);
  const right = raw.filter(({ mark }) => mark === 'x').length;
  if (isChosen(kind))
    for (const { mark, line: at } of raw.filter(({ mark }) => !['', 'x'].includes(mark)))
      fault(
        at,
        `[${mark}] is neither [ ] nor [x]. Values of a policy question belong to a question with local= in its heading, places and matches to one with kind=ordering or kind=matching.`,
      );
  switch (kind) {
    case 'local':
      return;
    case 'single':
      if (right !== 1)
        fault(
          line,
          `Exactly one option is right, marked - [x]; here ${String(right)} are. Where several are, the heading says kind=multiple.`,
        );
      return;
    case 'true_false': {
      const words = raw.map(({ text }) => text.join(' ').trim().toLowerCase());
      if (words.join() !== 'true,false' || right !== 1)
        fault(
          line,
          'A true/false question has two options, True and then False, and one of them is right: - [x] True.',
        );
      return;
    }
    case 'multiple':
      if (right === 0 || right === raw.length)
        fault(line, 'Of several options at least one is right, marked - [x], and at least one is wrong.');
      return;
    case 'ordering':
      for (const [index, { mark, line: at }] of raw.entries())
        if (mark !== String(index + 1))
          fault(
            at,
            `Items stand in their right order, numbered from - [1]; here [${mark}] is where [${String(index + 1)}] belongs.`,
          );
      return;
    case 'matching':
      for (const { line: at } of raw.filter(({ mark }) => mark === ''))
        fault(at, 'Say in [ ] what belongs to this item, such as - [Refuses treatment] An advance decision.');
  }
}
