import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { NotFoundException } from '@nestjs/common';
import type { Command } from 'commander';
import { CourseFilesRefused, CourseFilesService, type CourseImportReport } from '../courses/course-files.service.js';
import { CourseScormService, ScormRefused } from '../courses/course-scorm.service.js';
import { CoursesService } from '../courses/courses.service.js';
import { type CourseProblem, PublishingService } from '../courses/publishing.service.js';
import { reviewKinds } from '../courses/courses.types.js';
import { ReviewsService } from '../courses/reviews.service.js';
import { isCivilDate } from '../platform/civil-date.rules.js';
import { CommandRefused, withProduct } from './with-product.js';

interface ReviewOptions {
  version: string;
  kind: string;
  name: string;
  role: string;
  on: string;
  note?: string;
}

/** Courses as files: checked, published, exported, imported; and `courses:review` for who stands for a version. */
export function coursesCommands(program: Command): void {
  program
    .command('courses:check')
    .description('read the files of a course (docs/course-format.md) and say everything that has to be put right')
    .argument('<folder>', 'such as content/advance-decisions')
    .option('--json', 'print the problems as JSON and nothing else', false)
    .action((folder: string, options: { json: boolean }) =>
      withProduct(async ({ app }) => {
        report(folder, await app.get(PublishingService).problemsOf(path.resolve(folder)), options.json);
      }),
    );
  program
    .command('courses:publish')
    .description('publish the files of a course as its next version; the same files again change nothing')
    .argument('<folder>', 'such as content/advance-decisions')
    .action((folder: string) =>
      withProduct(async ({ app }) => {
        const publishing = app.get(PublishingService);
        const problems = await publishing.problemsOf(path.resolve(folder));
        if (problems.length > 0) report(folder, problems, false);
        const { slug, number, published } = await publishing.publish(path.resolve(folder));
        console.log(
          published
            ? `Published version ${String(number)} of ${slug}.`
            : `Nothing to do: version ${String(number)} of ${slug} was made from the same files.`,
        );
      }),
    );
  program
    .command('courses:export')
    .description('write the newest published version of a course into a folder, in the format of courses:import')
    .argument('<slug>', 'of the course, such as advance-decisions')
    .argument('<folder>', 'made when it is missing')
    .action((slug: string, folder: string) =>
      withProduct(async ({ app }) => {
        const { version, files } = await refusing(app.get(CourseFilesService).exportTo(slug, path.resolve(folder)));
        console.log(`Wrote version ${String(version.number)} of ${slug} into ${folder}: ${String(files.size)} files.`);
      }),
    );
  program
    .command('courses:import')
    .description('compare the files of a course with its newest version; with --apply, publish them as the next one')
    .argument('<folder>', 'as courses:export wrote it')
    .option('--apply', 'publish; without it the command only shows what would change', false)
    .option('--json', 'print the report as JSON and nothing else', false)
    .action((folder: string, options: { apply: boolean; json: boolean }) =>
      withProduct(({ app }) => importCourse(app.get(CourseFilesService), folder, options)),
    );
  program
    .command('courses:scorm')
    .description('make a SCORM 1.2 package of a course as one Trust sees it today')
    .argument('<slug>', 'of the course, such as advance-decisions')
    .argument('<file>', 'the zip to write')
    .requiredOption('--trust <code>', 'code of the Trust or board, as in its address')
    .action((slug: string, file: string, { trust }: { trust: string }) =>
      withProduct(async ({ app }) => {
        const { zip, summary } = await refusing(app.get(CourseScormService).package(slug, trust));
        await writeWhole(zip, path.resolve(file));
        console.log(`Wrote ${file}. ${summary}`);
      }),
    );
  program
    .command('courses:review')
    .description('record beside a published version who reviewed it')
    .argument('<slug>', 'of the course, such as advance-decisions')
    .requiredOption('--version <number>', 'of the version that was reviewed')
    .requiredOption('--kind <kind>', 'clinical or legal')
    .requiredOption('--name <name>', 'of the reviewer')
    .requiredOption('--role <role>', 'role and credentials of the reviewer')
    .requiredOption('--on <date>', 'day of the review, such as 2026-11-23')
    .option('--note <text>', 'anything that belongs beside it')
    .action((slug: string, options: ReviewOptions) =>
      withProduct(({ app }) => review(app.get(CoursesService), app.get(ReviewsService), slug, options)),
    );
}

async function importCourse(
  files: CourseFilesService,
  folder: string,
  { apply, json }: { apply: boolean; json: boolean },
): Promise<void> {
  const answer = await refusing(files.importFolder(path.resolve(folder), { apply }), (message) => {
    if (json) console.log(JSON.stringify({ problems: [{ file: '', line: 0, message }], leftOut: [] }));
  });
  if ('problems' in answer) {
    if (json) console.log(JSON.stringify(answer));
    report(folder, answer.problems, false);
    return;
  }
  console.log(json ? JSON.stringify({ ...answer.report, problems: [] }) : importInWords(answer.report));
}

function importInWords(report: CourseImportReport): string {
  const { slug, version, comparedWith, makesVersion, applied } = report;
  const counts = ({ added, changed, removed, unchanged }: CourseImportReport['sources']) =>
    `${String(added)} added, ${String(changed)} changed, ${String(removed)} removed, ${String(unchanged)} unchanged`;
  const which = `version ${String(version)} of ${slug}`;
  const told = !makesVersion
    ? `Nothing to do: ${which} was made from the same files.`
    : applied
      ? `Published ${which}.`
      : `${comparedWith === null ? 'The course is new here' : `Compared with version ${String(comparedWith)}`}. Nothing was changed; add --apply to publish ${which}.`;
  return [
    told,
    `  course     ${report.settings.length === 0 ? 'unchanged' : report.settings.join(', ')}`,
    `  sources    ${counts(report.sources)}`,
    `  questions  ${counts(report.questions)}`,
    ...report.lessons.map(({ slug: lesson, change, details, blocks }) =>
      [`  lesson     ${lesson}: ${change}; blocks ${counts(blocks)}`, ...details].join('; '),
    ),
    ...(report.leftOut.length > 0 ? [`Left out, as they belong to no course: ${report.leftOut.join(', ')}`] : []),
  ].join('\n');
}

/** Writes beside the file first, so that one that was there stays whole when something fails. */
async function writeWhole(bytes: NodeJS.ReadableStream, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(bytes, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new CommandRefused(`${file} cannot be written: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}

/** Turns what an operator can mend into a refusal; `before` may say it in another form as well. */
async function refusing<T>(work: Promise<T>, before?: (message: string) => void): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (![CourseFilesRefused, ScormRefused, NotFoundException].some((kind) => error instanceof kind)) throw error;
    const { message } = error as Error;
    before?.(message);
    throw new CommandRefused(message, { cause: error });
  }
}

function report(folder: string, problems: readonly CourseProblem[], json: boolean): void {
  if (json) console.log(JSON.stringify({ problems }));
  if (problems.length === 0) {
    if (!json) console.log(`${folder} can be published.`);
    return;
  }
  const lines = problems.map(({ file, line, message }) => `${path.join(folder, file)}:${String(line)}: ${message}`);
  throw new CommandRefused([`${String(problems.length)} to put right:`, ...lines].join('\n'));
}

async function review(
  courses: CoursesService,
  reviews: ReviewsService,
  slug: string,
  options: ReviewOptions,
): Promise<void> {
  const kind = reviewKinds.find((one) => one === options.kind);
  if (!kind) throw new CommandRefused('--kind is clinical or legal.');
  if (!isCivilDate(options.on)) throw new CommandRefused('--on is a day such as 2026-11-23.');
  if (!/^[1-9]\d{0,5}$/.test(options.version)) throw new CommandRefused('--version is the number of a version.');
  const version = await courses.numbered(slug, Number(options.version)).catch((error: unknown) => {
    throw new CommandRefused(`There is no version ${options.version} of ${slug}.`, { cause: error });
  });
  const [refused] = await reviews.record(
    version.id,
    {
      kind,
      reviewerName: options.name,
      reviewerRole: options.role,
      reviewedOn: options.on,
      note: options.note ?? null,
    },
    null,
  );
  if (refused !== undefined) throw new CommandRefused(refused);
  const reviewed = await courses.isReviewed(version.id);
  console.log(
    `Recorded the ${kind} review of ${slug}, version ${options.version}.${reviewed ? ' Both reviews are recorded: its certificates are valid from now on.' : ''}`,
  );
}
