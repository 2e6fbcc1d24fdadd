import { type Command, Option } from 'commander';
import {
  type ImportFormat,
  importFormats,
  RequestsImportRefused,
  type RequestsImportNotes,
  type RequestsImportReport,
  RequestsImportService,
} from '../policies/requests-import.service.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ImportOptions {
  format: ImportFormat;
  campaign: string;
  apply: boolean;
  json: boolean;
}

/** `requests:import`: compares a file of requests and answers with the register, and takes it over when told to. */
export function requestsCommands(program: Command): void {
  program
    .command('requests:import')
    .description(
      'compare a file of FOI requests (docs/requests-import.md) with the register; with --apply, take it over',
    )
    .argument('<file>', 'a CSV file of Alaveteli, or a spreadsheet of our own as CSV or XLSX')
    .addOption(new Option('--format <format>', 'what the file is').choices(importFormats).makeOptionMandatory())
    .requiredOption('--campaign <name>', 'the campaign that it is for; started with --apply when there is none')
    .option('--apply', 'change the register; without it the command only shows what would change', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: ImportOptions) =>
      withProduct(({ app }) => importRequests(app.get(RequestsImportService), file, options)),
    );
}

async function importRequests(imports: RequestsImportService, file: string, options: ImportOptions): Promise<void> {
  try {
    const { report, notes } = await imports.import(file, options);
    console.log(options.json ? JSON.stringify(report) : inWords(report, notes, options));
  } catch (error) {
    if (!(error instanceof RequestsImportRefused)) throw error;
    if (options.json) console.log(JSON.stringify(refusal(error.message)));
    throw new CommandRefused(error.message, { cause: error });
  }
}

/** A refusal in the shape of a report: line 0 is the file as a whole. */
function refusal(reason: string): RequestsImportReport {
  return { new: 0, changed: 0, unchanged: 0, inDoubt: [], rejected: [{ line: 0, reason }] };
}

function inWords(
  report: RequestsImportReport,
  { notes, warnings, campaign }: RequestsImportNotes,
  { apply, campaign: name }: ImportOptions,
): string {
  return [
    apply ? 'Applied.' : 'Compared. Nothing was changed; add --apply to take it over.',
    ...(campaign === 'was started' ? [`The campaign “${name}” was started with the usual questions and letter.`] : []),
    ...(campaign === 'is missing' ? [`There is no campaign “${name}” yet; --apply starts it.`] : []),
    ...notes,
    `  new        ${String(report.new)}`,
    `  changed    ${String(report.changed)}`,
    `  unchanged  ${String(report.unchanged)}`,
    `  in doubt   ${String(report.inDoubt.length)} (left out until somebody decides at /imports)`,
    ...report.inDoubt.map((row) => `    line ${String(row.line)}: ${row.body}${candidatesInWords(row.candidates)}`),
    `  rejected   ${String(report.rejected.length)}`,
    ...report.rejected.map((row) => `    line ${String(row.line)}: ${row.reason}`),
    ...warnings.map((row) => `line ${String(row.line)}: ${row.reason}`),
  ].join('\n');
}

function candidatesInWords(candidates: { code: string; name: string }[]): string {
  if (candidates.length === 0) return ' is nothing like any name in the directory';
  return ` may be ${candidates.map(({ code, name }) => `${code} ${name}`).join(', or ')}`;
}
