import type { QuestionOption } from '../courses.types.js';
import type { CitingMarkdown } from './markdown.js';
import type { Problems } from './problems.js';

export interface ParsedOptions {
  stem: string;
  options: QuestionOption[];
}

/** A line that begins an option. */
export const OPTION = /^- \[([^\]]*)\] ?(.*)$/;

/**
 * Reads a stem and its options: `- [x]` is right, `- [ ]` is not, and in a local question `- [value]` names an answer to
 * the policy question. Feedback stands indented behind `>`.
 */
export function readOptions(
  text: string,
  line: number,
  kind: 'marked' | 'local',
  markdown: CitingMarkdown,
  problems: Problems,
  file: string,
): ParsedOptions {
  const lines = text.split('\n');
  const first = lines.findIndex((one) => OPTION.test(one));
  const stem = lines.slice(0, first === -1 ? undefined : first).join('\n');
  const raw: { mark: string; line: number; text: string[]; feedback: string[] }[] = [];
  lines.slice(first === -1 ? lines.length : first).forEach((one, index) => {
    const at = line + first + index;
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
  const options = raw.map((option, index) => {
    if (option.feedback.length === 0)
      problems.add(file, option.line, 'Every option needs feedback: an indented line that begins with >.');
    return {
      id: kind === 'local' ? option.mark : String.fromCharCode(97 + index),
      html: markdown.inlineHtml(option.text.join('\n'), option.line),
      feedbackHtml: markdown.html(option.feedback.join('\n'), option.line),
      correct: option.mark === 'x' && kind === 'marked',
    };
  });
  check(raw, kind, line, problems, file);
  return { stem, options };
}

function check(
  raw: readonly { mark: string; line: number }[],
  kind: 'marked' | 'local',
  line: number,
  problems: Problems,
  file: string,
): void {
  if (raw.length < 2)
    problems.add(file, line, 'A question needs at least two options, each on a line such as - [ ] A wrong answer.');
  if (kind === 'local') return;
  const right = raw.filter(({ mark }) => mark === 'x').length;
  if (right !== 1) problems.add(file, line, `Exactly one option is right, marked - [x]; here ${String(right)} are.`);
  for (const option of raw.filter(({ mark }) => !['', 'x'].includes(mark)))
    problems.add(
      file,
      option.line,
      `[${option.mark}] is neither [ ] nor [x]. Values of a policy question belong to a question with local= in its heading.`,
    );
}
