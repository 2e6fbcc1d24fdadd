import type { Command } from 'commander';
import { FactImportRefused, type FactImportReport, FactsImportService } from '../policies/facts-import.service.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ImportOptions {
  apply: boolean;
  json: boolean;
}

/** `policies:import`: compares a file of policy facts with what is recorded, and takes it over when told to. */
export function policiesCommands(program: Command): void {
  program
    .command('policies:import')
    .description(
      'compare a CSV file of policy facts (docs/policy-facts.md) with what is recorded; with --apply, take it over',
    )
    .argument('<file>', 'a CSV file in UTF-8 with the columns of docs/policy-facts.md')
    .option('--apply', 'record the facts; without it the command only shows what would change', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: ImportOptions) =>
      withProduct(({ app }) => importFacts(app.get(FactsImportService), file, options)),
    );
}

async function importFacts(imports: FactsImportService, file: string, options: ImportOptions): Promise<void> {
  try {
    const report = await imports.import(file, { apply: options.apply });
    console.log(options.json ? JSON.stringify(report) : inWords(report, options.apply));
  } catch (error) {
    if (!(error instanceof FactImportRefused)) throw error;
    if (options.json) console.log(JSON.stringify(refusal(error.message)));
    throw new CommandRefused(error.message, { cause: error });
  }
}

/** A refusal in the shape of a report: line 0 is the file as a whole. */
function refusal(reason: string): FactImportReport {
  return { created: 0, superseded: 0, verified: 0, unchanged: 0, kept: 0, rejected: [{ line: 0, reason }], rows: [] };
}

function inWords(report: FactImportReport, apply: boolean): string {
  return [
    apply ? 'Recorded.' : 'Compared. Nothing was changed; add --apply to record it.',
    `  created     ${String(report.created)}`,
    `  superseded  ${String(report.superseded)} (the source now says something else; the old reading stays)`,
    `  verified    ${String(report.verified)} (known before, and now read by a second person)`,
    `  unchanged   ${String(report.unchanged)}`,
    `  kept        ${String(report.kept)} (somebody here has read the source since and recorded something else)`,
    `  rejected    ${String(report.rejected.length)}`,
    ...report.rejected.map((row) => `    line ${String(row.line)}: ${row.reason}`),
    ...report.rows
      .filter((row) => row.outcome !== 'unchanged' || row.reason !== undefined)
      .map(({ line, organisation, question, outcome, reason }) =>
        [
          `${organisation.padEnd(6)} ${question}: ${outcome}`,
          ...(reason === undefined ? [] : [`    line ${String(line)}: ${reason}`]),
        ].join('\n'),
      ),
  ].join('\n');
}
