import type { QuestionKind } from '../questions.types.js';
import { OPTION } from '../format/options-part.js';

export interface OptionFields {
  markdown: string;
  right: boolean;
  /**
   * In a matching question: what belongs to it; without words of its own it belongs to nothing. In one about the
   * learner's own Trust: which answer to the policy question it is.
   */
  match: string;
  feedback: string;
}

/** A question's kind, or that the learner's own Trust gives its right answer. */
export type AskedAs = QuestionKind | 'local';

/** A question as an author writes it. */
export interface QuestionFields<As extends AskedAs = QuestionKind> {
  asks: As;
  stem: string;
  /** Items to be put in order stand in their right order. */
  options: OptionFields[];
}

/** A stem and its options, as `readOptions` reads them. */
export function questionSource({ asks, stem, options }: QuestionFields<AskedAs>): string {
  const lines = options.flatMap((option, index) => [
    ...wordLines(option).map((line, at) =>
      at === 0 ? `- [${markOf(asks, option, index)}] ${line}`.trimEnd() : `  ${line.trim()}`,
    ),
    ...(option.feedback === ''
      ? []
      : option.feedback
          .trim()
          .split('\n')
          .map((line) => `  > ${line}`.trimEnd())),
  ]);
  return `${stem.trim()}\n\n${lines.join('\n')}`;
}

function wordLines({ markdown }: OptionFields): string[] {
  const lines = markdown
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [''];
}

const hasMatch = (asks: AskedAs): boolean => asks === 'matching' || asks === 'local';

function markOf(asks: AskedAs, { right, match }: OptionFields, index: number): string {
  if (asks === 'ordering') return String(index + 1);
  return hasMatch(asks) ? match.replaceAll(/[[\]]/g, '') : right ? 'x' : ' ';
}

/** A question's fields from what its file has. */
export function questionIn<As extends AskedAs>(body: string, asks: As): QuestionFields<As> {
  const lines = body.split('\n');
  const first = lines.findIndex((line) => OPTION.test(line));
  const options: OptionFields[] = [];
  for (const line of first === -1 ? [] : lines.slice(first)) {
    const opened = OPTION.exec(line);
    const last = options.at(-1);
    const feedback = /^\s+> ?(.*)$/.exec(line)?.[1];
    const mark = (opened?.[1] ?? '').trim();
    if (opened)
      options.push({
        markdown: opened[2] ?? '',
        right: mark === 'x' && !hasMatch(asks),
        match: hasMatch(asks) ? mark : '',
        feedback: '',
      });
    else if (last && feedback !== undefined) last.feedback += `${last.feedback === '' ? '' : '\n'}${feedback}`;
    else if (last && line.trim() !== '') last.markdown += `\n${line.trim()}`;
  }
  return {
    asks,
    stem: lines
      .slice(0, first === -1 ? undefined : first)
      .join('\n')
      .trim(),
    options,
  };
}
