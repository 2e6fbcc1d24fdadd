import { parse, stringify } from 'yaml';
import { nations, type Nation } from '../../organisations/organisations.types.js';
import { QUESTION_HEADING, QUESTION_SETTING } from '../format/course-files.js';
import { kindNamed, kindNames } from '../format/options-part.js';
import type { SourcePiece } from './lesson-source.js';
import { type AskedAs, type QuestionFields, questionIn, questionSource } from './question-source.js';

/** A question of the knowledge check as an author writes it. What is not given is ''. */
export interface CheckQuestionFields extends QuestionFields<AskedAs> {
  outcome: string;
  /** The policy question behind one about the learner's own Trust. */
  policyQuestion: string;
  /** Empty: in all. */
  nations: Nation[];
  variantOf: string;
  caseTitle: string;
  after: string;
  tags: string[];
  /** What else its heading says. */
  others: string[];
}

/** A file of questions in its pieces, without losing a word. */
export function splitQuestions(text: string): SourcePiece[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (/^##\s/.test(line) ? [index] : []));
  const all = [...new Set([0, ...starts])].map((start, index, each) =>
    lines.slice(start, each[index + 1] ?? lines.length),
  );
  const pieces = all.map((piece) => piece.join('\n').trim()).filter((raw) => raw !== '');
  return pieces.map((raw, index) => {
    const [heading = '', ...rest] = raw.split('\n');
    const [, key, args = ''] = QUESTION_HEADING.exec(heading) ?? [];
    const name = raw.startsWith('## ') ? 'question' : 'text';
    const id = key ?? `${name}-${String(index + 1)}`;
    return { id, name, args, addresses: [], body: name === 'text' ? raw : rest.join('\n').trim(), raw };
  });
}

/** Undefined for what no form can hold: it is put right as text. */
export function checkFieldsOf(piece: SourcePiece): CheckQuestionFields | undefined {
  if (piece.name !== 'question' || !QUESTION_HEADING.test(piece.raw.split('\n')[0] ?? '')) return undefined;
  const attributes = piece.args.split(/\s+/).filter(Boolean);
  const attribute = (name: string) =>
    attributes.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const lines = piece.body.split('\n');
  const bodyAt = lines.findIndex((line) => !QUESTION_SETTING.test(line));
  const settings = settingsIn(lines.slice(0, bodyAt === -1 ? lines.length : bodyAt).join('\n'));
  const kind = kindNamed(attribute('kind') || kindNames.single);
  if (!settings || !kind) return undefined;
  const policyQuestion = attribute('local');
  const body = bodyAt === -1 ? '' : lines.slice(bodyAt).join('\n');
  return {
    ...questionIn(body, policyQuestion === '' ? kind : 'local'),
    ...settings,
    outcome: attribute('outcome'),
    policyQuestion,
    tags: attribute('tags').split(',').filter(Boolean),
    others: attributes.filter((each) => !/^(outcome|kind|local|tags)=/.test(each)),
  };
}

function settingsIn(
  text: string,
): Pick<CheckQuestionFields, 'nations' | 'variantOf' | 'caseTitle' | 'after'> | undefined {
  try {
    const given = (parse(text) ?? {}) as Record<string, unknown>;
    const line = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
    const listed = [given['nations'] ?? []].flat();
    return {
      nations: nations.filter((nation) => listed.includes(nation)),
      variantOf: line('variant_of'),
      caseTitle: line('case'),
      after: line('after'),
    };
  } catch {
    return undefined;
  }
}

/** The question as its file has it, under its key. */
export function checkSource(fields: CheckQuestionFields, key: string): string {
  const { asks, outcome, policyQuestion, variantOf, caseTitle, after } = fields;
  const attributes = [
    `outcome=${outcome}`,
    ...(asks === 'local' ? [`local=${policyQuestion}`] : asks === 'single' ? [] : [`kind=${kindNames[asks]}`]),
    ...(fields.tags.length > 0 ? [`tags=${fields.tags.join(',')}`] : []),
    ...fields.others,
  ];
  const settings = [
    ...(fields.nations.length > 0 ? [`nations: [${fields.nations.join(', ')}]`] : []),
    ...(variantOf === '' ? [] : [`variant_of: ${variantOf}`]),
    ...(caseTitle === '' ? [] : [`case: ${stringify(caseTitle, { lineWidth: 0 }).trim()}`]),
    ...(after === '' ? [] : [`after: ${after}`]),
  ];
  return [
    `## ${key} {${attributes.join(' ')}}`,
    ...settings,
    ...(settings.length > 0 ? [''] : []),
    questionSource(fields),
  ].join('\n');
}
