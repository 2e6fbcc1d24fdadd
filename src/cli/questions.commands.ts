import { readFile, stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  QuestionBankService,
  QuestionsImportRefused,
  type QuestionsImportReport,
} from '../courses/question-bank.service.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ImportOptions {
  tag: string;
  apply: boolean;
  json: boolean;
}

const MOST_BYTES = 10 * 1_048_576;

/** `questions:import`: compares a file of questions with the bank, and takes it over when told to. */
export function questionsCommands(program: Command): void {
  program
    .command('questions:import')
    .description('compare a file of questions with the question bank; with --apply, take it over')
    .argument('<file>', 'a text file')
    .addOption(new Option('--format <format>', 'what the file is').choices(['gift']).makeOptionMandatory())
    .requiredOption('--tag <tag>', 'under which the questions are to be found')
    .option('--apply', 'change the bank; without it the command only shows what would change', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: ImportOptions) =>
      withProduct(({ app }) => importQuestions(app.get(QuestionBankService), file, options)),
    );
}

async function importQuestions(bank: QuestionBankService, file: string, options: ImportOptions): Promise<void> {
  try {
    const report = await bank.importGift(await textOf(file), options);
    console.log(options.json ? JSON.stringify(report) : inWords(report, options));
  } catch (error) {
    if (!(error instanceof QuestionsImportRefused)) throw error;
    const refusal = { imported: 0, unchanged: 0, skipped: [{ name: '', reason: error.message }] };
    if (options.json) console.log(JSON.stringify(refusal satisfies QuestionsImportReport));
    throw new CommandRefused(error.message, { cause: error });
  }
}

async function textOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new QuestionsImportRefused(`There is no file at ${file}.`);
  if (found.size > MOST_BYTES) throw new QuestionsImportRefused('The file has more than 10 MB. Split it.');
  return readFile(file, 'utf8');
}

function inWords({ imported, unchanged, skipped }: QuestionsImportReport, { apply }: ImportOptions): string {
  return [
    apply ? 'Applied.' : 'Compared. Nothing was changed; add --apply to take it over.',
    `  imported   ${String(imported)} (new, or a new version)`,
    `  unchanged  ${String(unchanged)}`,
    `  left out   ${String(skipped.length)}`,
    ...skipped.map(({ name, reason }) => `    ${name}: ${reason}`),
  ].join('\n');
}
