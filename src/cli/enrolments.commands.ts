import type { Command } from 'commander';
import {
  EnrolmentImportRefused,
  type EnrolmentImportReport,
  EnrolmentImportService,
} from '../learning/enrolment-import.service.js';
import { isCivilDate } from '../platform/civil-date.rules.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ImportOptions {
  course: string;
  apply: boolean;
  json: boolean;
  due?: string;
  givenBy?: string;
}

/** `enrolments:import`: compares a list of staff with who is enrolled, and enrols and invites when told to. */
export function enrolmentsCommands(program: Command): void {
  program
    .command('enrolments:import')
    .description(
      'compare a list of staff (docs/enrolments.md) with who takes a course; with --apply, enrol them and invite who has no account',
    )
    .argument('<file>', 'CSV or XLSX with the columns email, name, ods_code, profession')
    .requiredOption('--course <slug>', 'of the course, such as advance-decisions')
    .option('--due <date>', 'by when they are to finish it, such as 2027-02-28')
    .option('--given-by <who>', 'who gave us the list: people without an account are told')
    .option('--apply', 'enrol and invite; without it the command only shows what would happen', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: ImportOptions) =>
      withProduct(({ app }) => importStaff(app.get(EnrolmentImportService), file, options)),
    );
}

async function importStaff(imports: EnrolmentImportService, file: string, options: ImportOptions): Promise<void> {
  const { course, apply, json, due = null, givenBy = null } = options;
  try {
    if (due !== null && !isCivilDate(due)) throw new EnrolmentImportRefused('--due is a day such as 2027-02-28.');
    const { report, notes } = await imports.import(file, { course, apply, dueOn: due, givenBy });
    console.log(json ? JSON.stringify(report) : inWords(report, notes, apply));
  } catch (error) {
    if (!(error instanceof EnrolmentImportRefused)) throw error;
    if (json) console.log(JSON.stringify(refusal(error.message)));
    throw new CommandRefused(error.message, { cause: error });
  }
}

/** A refusal in the shape of a report: line 0 is the file as a whole. */
function refusal(reason: string): EnrolmentImportReport {
  return { new: 0, alreadyEnrolled: 0, invited: 0, rejected: [{ line: 0, reason }] };
}

function inWords(report: EnrolmentImportReport, notes: readonly string[], apply: boolean): string {
  return [
    apply ? 'Applied.' : 'Compared. Nobody was enrolled; add --apply to do it.',
    ...notes,
    `  new               ${String(report.new)}`,
    `  already enrolled  ${String(report.alreadyEnrolled)}`,
    `  invited           ${String(report.invited)} (no account: by mail, once)`,
    `  rejected          ${String(report.rejected.length)}`,
    ...report.rejected.map((row) => `    line ${String(row.line)}: ${row.reason}`),
  ].join('\n');
}
