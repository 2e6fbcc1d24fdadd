import type { QuestionKind } from '../courses.types.js';
import { OPTION } from '../format/options-part.js';

export interface OptionFields {
  markdown: string;
  right: boolean;
  /** In a matching question: what belongs to it. Without words of its own it belongs to nothing. */
  match: string;
  feedback: string;
}

/** A question as an author writes it. */
export interface QuestionFields {
  asks: QuestionKind;
  stem: string;
  /** Items to be put in order stand in their right order. */
  options: OptionFields[];
}

/** A stem and its options, as `readOptions` reads them. */
export function questionSource({ asks, stem, options }: QuestionFields): string {
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

function markOf(asks: QuestionKind, { right, match }: OptionFields, index: number): string {
  if (asks === 'ordering') return String(index + 1);
  return asks === 'matching' ? match.replaceAll(/[[\]]/g, '') : right ? 'x' : ' ';
}

/** A question's fields from what its file has. */
export function questionIn(body: string, asks: QuestionKind): QuestionFields {
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
        right: mark === 'x' && asks !== 'matching',
        match: asks === 'matching' ? mark : '',
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
