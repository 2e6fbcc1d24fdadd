import { nationName } from '../../organisations/organisation-words.rules.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { excerpt, stateName } from '../block-words.rules.js';
import type { Source } from '../courses.types.js';
import type { FactState } from '../lesson-blocks.types.js';
import { type BlockFields, fieldsOf } from './block-source.js';
import type { SourcePiece } from './lesson-source.js';
import { checkFieldsOf } from './question-pieces.js';
import type { OptionFields, QuestionFields, AskedAs } from './question-source.js';
import { readRule } from './rule-source.js';
import { ruleInWords } from './rule-words.rules.js';

/** What the marks of a file stand for, where people read instead of them. */
export interface Named {
  questions: readonly PolicyQuestion[];
  /** Of the course, by their names in its files. */
  sources: ReadonlyMap<string, Source>;
}

const CITATION = /\[@[^\]]*\]/g;
const WORDS_FOR_ALL = 'For everyone else';

/** What a list calls a block: its title, or the question of a policy fact; null when it has none, and its words begin it. */
export function titleOf(piece: SourcePiece, questions: readonly PolicyQuestion[]): string | null {
  const own = /["“](.+)["”]/.exec(piece.args)?.[1];
  if (own !== undefined || piece.name !== 'fact') return own ?? null;
  return questions.find(({ key }) => key === piece.args.trim())?.shortName ?? null;
}

/** The beginning of a block, without its title and its citations: a rule reads as a sentence. */
export function beginningOf(piece: SourcePiece, questions: readonly PolicyQuestion[], length?: number): string {
  const fields = fieldsOf({ ...piece, body: piece.body.replaceAll(CITATION, '') });
  return excerpt(fields ? bodyWords(fields, { questions, sources: new Map() }).join(' ') : piece.body, length);
}

/** All that a block says, as it is read: no mark of a file, a rule as a sentence, a citation by its source. */
export function blockWords(piece: SourcePiece, named: Named): string {
  const fields = fieldsOf(piece);
  if (!fields) return plainWords(piece.body, named.sources);
  const title = titleOf(piece, named.questions);
  return [...(title === null ? [] : [title]), ...bodyWords(fields, named)].join('\n\n');
}

/** All that a question of the knowledge check says. */
export function questionWords(piece: SourcePiece, named: Named): string {
  const fields = checkFieldsOf(piece);
  if (!fields) return plainWords(piece.body, named.sources);
  const { nations, caseTitle, outcome, tags } = fields;
  return [
    `Outcome ${outcome}${tags.length > 0 ? `, tags: ${tags.join(', ')}` : ''}`,
    ...(nations.length > 0 ? [`In ${nations.map(nationName).join(', ')}`] : []),
    ...(caseTitle === '' ? [] : [`Begins the case “${caseTitle}”`]),
    ...askedWords(fields, named),
  ].join('\n\n');
}

function bodyWords(fields: BlockFields, named: Named): string[] {
  const plain = (text: string) => plainWords(text, named.sources);
  switch (fields.kind) {
    case 'guidance':
      return [
        ...(fields.nations.length > 0 ? [`In ${fields.nations.map(nationName).join(', ')}:`] : []),
        plain(fields.markdown),
      ];
    case 'law':
      return fields.parts.map(({ nations, markdown }) => `${nations.map(nationName).join(', ')}: ${plain(markdown)}`);
    case 'fact':
      return Object.entries(fields.wordings).map(
        ([state, words]) => `${stateName(state as FactState)}: ${plain(words)}`,
      );
    case 'tailored':
      return [
        ...fields.variants.map(({ rule, markdown }) => {
          const read = readRule(rule);
          const whom = read ? ruleInWords(read, named.questions, new Map()) : rule;
          return `${whom}: ${plain(markdown)}`;
        }),
        `${WORDS_FOR_ALL}: ${plain(fields.default)}`,
      ];
    case 'check-yourself':
      return askedWords(fields, named);
    case 'image':
      return [`${fields.file}${fields.decorative ? ', decorative' : ''}`, plain(fields.markdown)];
    case 'video':
      return [`${fields.file}, captions: ${fields.captions || 'none'}`, plain(fields.markdown)];
    case 'audio':
    case 'download':
      return [fields.file, plain(fields.markdown)];
    default:
      return [plain(fields.markdown)];
  }
}

function askedWords({ asks, stem, options }: QuestionFields<AskedAs>, { sources }: Named): string[] {
  return [
    plainWords(stem, sources),
    ...options.map((option, index) => {
      const said = `${stateOf(asks, option, index)}${plainWords(option.markdown, sources)}`;
      return option.feedback === '' ? said : `${said}\nFeedback: ${plainWords(option.feedback, sources)}`;
    }),
  ];
}

function stateOf(asks: AskedAs, { right, match }: OptionFields, index: number): string {
  if (asks === 'ordering') return `${String(index + 1)}. `;
  if (asks === 'matching') return `Belongs to “${match}”: `;
  if (asks === 'local') return '– ';
  return right ? 'Right: ' : 'Wrong: ';
}

/** Markdown as it reads, line by line; where a link leads and what is cited stands in brackets. */
export function plainWords(markdown: string, sources: ReadonlyMap<string, Source>): string {
  return markdown
    .split('\n')
    .filter((line) => !isTableRule(line))
    .join('\n')
    .replaceAll(/\[@([a-z0-9-]+)([^\]]*)\]/g, (_, id: string, where: string) => {
      const name = sources.get(id)?.short ?? id;
      return `[${[name, where.trim()].filter(Boolean).join(', ')}]`;
    })
    .replaceAll(/!\[([^\]]*)\]\(media\/([^)\s]*)[^)]*\)/g, '[Picture $2: $1]')
    .replaceAll(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, '$1 ($2)')
    .replaceAll('{{answer}}', '[the Trust’s answer]')
    .replaceAll(/^[ \t]*\|(.*)\|[ \t]*$/gm, (_, row: string) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    )
    .replaceAll(/^[ \t]*#{1,6}[ \t]+/gm, '')
    .replaceAll(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replaceAll(/^[ \t]*>[ \t]?/gm, '')
    .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** The line between the head of a table and its rows. */
const isTableRule = (line: string): boolean => line.includes('-') && /^[\s:|-]+$/.test(line);
