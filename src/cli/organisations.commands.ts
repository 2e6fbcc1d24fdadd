import type { Command } from 'commander';
import { ImportRefused, type ImportReport, OdsImportService } from '../organisations/ods-import.service.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ImportOptions {
  asOf: string;
  apply: boolean;
  json: boolean;
}

/** `organisations:import`: compares an ODS `etr` release with the directory, and applies it when told to. */
export function organisationsCommands(program: Command): void {
  program
    .command('organisations:import')
    .description('compare a release of the ODS trusts file (etr.csv) with the directory; with --apply, take it over')
    .argument('<file>', 'the file as ODS publishes it: 27 columns, no header')
    .requiredOption('--as-of <date>', 'the date of the release, such as 2026-07-31')
    .option('--apply', 'change the directory; without it the command only shows what would change', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: ImportOptions) =>
      // Without what ships: the first release may well be imported into an empty directory.
      withProduct(({ app }) => importRelease(app.get(OdsImportService), file, options), { prepare: 'schema' }),
    );
}

async function importRelease(imports: OdsImportService, file: string, options: ImportOptions): Promise<void> {
  try {
    const report = await imports.import(file, options.asOf, { apply: options.apply });
    console.log(options.json ? JSON.stringify(report) : inWords(report, options));
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    if (options.json) console.log(JSON.stringify(refusal(error.message)));
    throw new CommandRefused(error.message, { cause: error });
  }
}

/** A refusal in the shape of a report: line 0 is the file as a whole. */
function refusal(reason: string): ImportReport {
  const none = { created: 0, renamed: 0, moved: 0, closed: 0, updated: 0, unchanged: 0 };
  return { ...none, rejected: [{ line: 0, reason }], rows: [], absent: [] };
}

function inWords(report: ImportReport, { apply, asOf }: ImportOptions): string {
  const closedBefore = report.rows.filter((row) => row.alreadyClosed).length;
  const telling = report.rows.filter((row) =>
    row.outcomes.some((outcome) => !['updated', 'unchanged'].includes(outcome)),
  );
  return [
    apply
      ? `Applied the release of ${asOf}.`
      : `The release of ${asOf}, compared. Nothing was changed; add --apply to take it over.`,
    `  created    ${String(report.created)} (${String(closedBefore)} of them had closed before)`,
    `  renamed    ${String(report.renamed)}`,
    `  moved      ${String(report.moved)} (the ICB column as it stands: Q99 and blank count as different)`,
    `  closed     ${String(report.closed)}`,
    `  updated    ${String(report.updated)} (anything else, such as a telephone number)`,
    `  unchanged  ${String(report.unchanged)}`,
    `  rejected   ${String(report.rejected.length)}`,
    ...report.rejected.map((row) => `    line ${String(row.line)}: ${row.reason}`),
    ...telling.map(
      (row) => `${row.code.padEnd(6)} ${row.name}: ${row.outcomes.join(', ')}${changesInWords(row.changes)}`,
    ),
    ...(report.absent.length > 0 ? [`Not in this release, left as they are: ${report.absent.join(', ')}`] : []),
  ].join('\n');
}

function changesInWords(changes: ImportReport['rows'][number]['changes']): string {
  const shown = changes.filter((change) => ['name', 'ICB', 'closed'].includes(change.column));
  return shown.map((change) => `; ${change.column} "${change.from}" to "${change.to}"`).join('');
}
