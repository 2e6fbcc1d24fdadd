import path from 'node:path';
import type { Command } from 'commander';
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

/** `courses:check` and `courses:publish` for authors, `courses:review` for who stands for a version. */
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
