import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { NotFoundException } from '@nestjs/common';
import type { Command } from 'commander';
import {
  CertificateListsService,
  type ComparedList,
  type ListReport,
} from '../certificates/certificate-lists.service.js';
import { UnreadableFileError } from '../platform/tables/unreadable-file.js';
import { CommandRefused, withProduct } from './with-product.js';

interface IssueOptions {
  course: string;
  apply: boolean;
  mail: boolean;
  json: boolean;
}

/** `certificates:issue`: certificates for those on a list of attendance. */
export function certificatesCommands(program: Command): void {
  program
    .command('certificates:issue')
    .description(
      'compare a CSV or XLSX list of who took part (docs/certificates.md) with the register; with --apply, issue',
    )
    .argument('<file>', 'a file with the column email, and perhaps date, hours, participatory_hours, attendance')
    .requiredOption('--course <slug>', 'the course that they took part in')
    .option('--apply', 'issue the certificates; without it the command only shows what would happen', false)
    .option('--mail', 'tell each of them by mail', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((file: string, options: IssueOptions) =>
      withProduct(({ app }) => issue(app.get(CertificateListsService), file, options)),
    );
}

async function issue(lists: CertificateListsService, file: string, options: IssueOptions): Promise<void> {
  try {
    const compared = await lists.compare(await bytesOf(file), options.course);
    if (options.apply && compared.rows.length > 0) {
      const id = await lists.keep(compared, path.basename(file));
      await lists.apply(id, { mailed: options.mail });
      await lists.issueNow(id);
    }
    console.log(options.json ? JSON.stringify(compared.report) : inWords(compared, options));
  } catch (error) {
    if (!(error instanceof UnreadableFileError || error instanceof NotFoundException)) throw error;
    if (options.json) console.log(JSON.stringify(refusal(error.message)));
    throw new CommandRefused(error.message, { cause: error });
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UnreadableFileError(`The file ${file} cannot be read. Check its name.`, { cause: error });
  }
}

/** A refusal in the shape of a report: line 0 is the file as a whole. */
function refusal(reason: string): ListReport {
  return { new: 0, alreadyIssued: 0, rejected: [{ line: 0, reason }] };
}

function inWords({ report, ignored, sample, version }: ComparedList, { apply, mail }: IssueOptions): string {
  return [
    apply ? `Issued${mail ? ' and mailed' : ''}.` : 'Compared. Nothing was issued; add --apply to issue.',
    `Course: ${version.title}, version ${String(version.number)}.`,
    ...(sample ? ['They are samples, not valid for CPD: both reviews of this version are not recorded yet.'] : []),
    ...(ignored.length > 0 ? [`Columns that were not read: ${ignored.join(', ')}.`] : []),
    `  new             ${String(report.new)}`,
    `  already issued  ${String(report.alreadyIssued)}`,
    `  rejected        ${String(report.rejected.length)}`,
    ...report.rejected.map((row) => `    line ${String(row.line)}: ${row.reason}`),
  ].join('\n');
}
