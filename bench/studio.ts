import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Profession } from '../src/accounts/accounts.types.js';
import { BlockReaches } from '../src/courses/authoring/block-reach.js';
import { courseFiles, DraftsService } from '../src/courses/authoring/drafts.service.js';
import { type DraftFile, DraftsQueries } from '../src/courses/authoring/drafts.queries.js';
import { DraftPublishingService } from '../src/courses/publishing/draft-publishing.service.js';
import { DraftReviewsService, readMark } from '../src/courses/publishing/draft-reviews.service.js';
import { PublishingService } from '../src/courses/publishing.service.js';
import { Database } from '../src/platform/database/database.js';
import type { AudienceRule, TailoredBlock } from '../src/tailoring/tailoring.types.js';
import type { Learner } from './learners.js';
import type { QueryCounter } from './queries.js';
import { type Timed, timed } from './timed.js';

/** How large the course is that the studio is measured with. */
const LESSONS = 60;
const BLOCKS_OF_A_LESSON = 10;
/** Who write and review it: the editors who have it open at once. */
export const EDITORS = 10;
const SLUG = 'measured';

/** The open draft of a large course, and those who may write it. */
export class LargeDraft {
  private constructor(
    private readonly counter: QueryCounter,
    private readonly id: string,
    private readonly files: readonly DraftFile[],
    readonly editors: readonly Learner[],
  ) {}

  /** Makes the first learners trainers, and begins the draft as one of them. */
  static async begin(counter: QueryCounter, learners: readonly Learner[]): Promise<LargeDraft> {
    const editors = learners.slice(0, EDITORS + 1);
    await counter
      .get(Database)
      .query(
        `insert into person_role (person_id, role, granted_at) select id, 'trainer', now() from unnest($1::uuid[]) as id`,
        [editors.map(({ id }) => id)],
      );
    const files = await largeCourse();
    const problems = await counter.get(PublishingService).problemsIn(files);
    if (problems.length > 0) throw new Error(`The large course is faulty: ${JSON.stringify(problems.slice(0, 3))}`);
    const given = { title: 'A measured course', slug: SLUG };
    const id = (await counter.get(DraftsService).startWith(given, files, editors[0]?.id ?? '')) ?? '';
    return new LargeDraft(counter, id, await counter.get(DraftsQueries).files(id), editors.slice(1));
  }

  get page(): string {
    return `/studio/drafts/${this.id}`;
  }

  get review(): string {
    return `${this.page}/review`;
  }

  /** A lesson for each editor. */
  lesson(editor: Learner): string {
    const lessons = this.files.filter(({ name }) => name.startsWith('lessons/'));
    return `/studio/files/${lessons[this.editors.indexOf(editor) % lessons.length]?.id ?? ''}`;
  }

  /** Both reviews, then the press that publishes. Only the press is timed. */
  async publish(): Promise<Timed> {
    const [reviewer] = this.editors;
    const read = readMark(this.files);
    for (const kind of ['clinical', 'legal'] as const) {
      const verdict = { read, kind, verdict: 'approved', reviewerRole: 'Reviewer', note: null } as const;
      const refused = await this.counter.get(DraftReviewsService).say(this.id, verdict, reviewer?.id ?? '');
      if (refused !== null) throw new Error(refused);
    }
    return timed(this.counter, 1, async () => {
      const outcome = await this.counter.get(DraftPublishingService).publish(this.id, null);
      if ('blockers' in outcome) throw new Error(`It was not published: ${JSON.stringify(outcome.blockers)}`);
    });
  }

  /** The bytes of its files. */
  get size(): number {
    return [...courseFiles(this.files).values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  }
}

/** Gives everybody of the crowd a workplace, spread over the Trusts of the landscape. */
export async function giveWorkplaces(counter: QueryCounter): Promise<void> {
  const database = counter.get(Database);
  await database.query(
    `insert into workplace (id, person_id, organisation_id, kind, nation, region_code, icb_code, started_at, is_current)
     select gen_random_uuid(), p.id, o.id, 'organisation', o.nation, o.region_code, o.icb_code, now(), true
     from (select id, row_number() over () as n from person where email like 'crowd%') p
     join (select *, row_number() over (order by code) as n, count(*) over () as total from organisation where code like 'ZZB%') o
       on o.n = 1 + p.n % o.total`,
  );
  await database.query('vacuum analyze workplace, person');
}

/** Who would read which variant of a tailored block: counted anew, and again while the count is fresh. */
export async function reachOf(counter: QueryCounter, keys: readonly string[], again: boolean): Promise<Timed> {
  const notFor = (profession: Profession): AudienceRule => ({
    kind: 'not',
    rule: { kind: 'profession', values: [profession] },
  });
  const block: TailoredBlock = {
    mode: 'informs',
    variants: keys.map((question, index) => ({
      key: `variant-${String(index + 1)}`,
      when: {
        kind: 'all',
        rules: [{ kind: 'is_known', question, orPartial: true }, notFor(index % 2 === 0 ? 'paramedic' : 'nurse')],
      },
    })),
  };
  return timed(counter, again ? 40 : 1, async () => {
    const { variants } = await counter.get(BlockReaches).of(block, 24);
    const learners = variants.reduce((sum, variant) => sum + variant.learners, 0);
    if (learners < 500_000) throw new Error(`Reach counted ${String(learners)} learners.`);
  });
}

/** The shipped course's settings, sources and questions, with lessons that are made up for measuring. */
async function largeCourse(): Promise<Map<string, string>> {
  const shipped = path.resolve(import.meta.dirname, '../../content/advance-decisions');
  const read = (name: string) => readFile(path.join(shipped, name), 'utf8');
  const questions = await readdir(path.join(shipped, 'questions'));
  const settings = (await read('course.md'))
    .replace(/^slug: .*$/m, `slug: ${SLUG}`)
    .replace(/^title: .*$/m, 'title: A measured course')
    .replace(/^minutes: .*$/m, `minutes: ${String(LESSONS * 5)}`);
  return new Map([
    ['course.md', settings],
    ['sources.yaml', await read('sources.yaml')],
    ...Array.from({ length: LESSONS }, (_none, index) => lessonFile(index + 1)),
    ...(await Promise.all(
      questions.map(async (name): Promise<[string, string]> => [`questions/${name}`, await read(`questions/${name}`)]),
    )),
  ]);
}

function lessonFile(number: number): [string, string] {
  const n = String(number);
  const words = (block: number) =>
    `${`Words of lesson ${n}, block ${String(block)}, as long as a paragraph of a lesson is. `.repeat(6)}\n\n- One **point**.\n- Another, [with a link](https://example.org/${n}).`;
  const nations = ['england wales', 'scotland', 'northern_ireland'].map(
    (where) => `=== ${where}\n${words(3)} [@mca2005 s24(1)]`,
  );
  const variant = (key: string, when: string) => `=== variant ${key}\nwhen:\n${when}\n--\n${words(5)}`;
  const blocks = [
    `::: case "A measured case" {#case-${n}}\n${words(1)}\n:::`,
    `## First heading\n\n${words(2)}`,
    `::: law {#law-${n}}\n${nations.join('\n')}\n:::`,
    `## Second heading\n\n${words(4)}`,
    [
      `::: tailored choice-${n} informs {#choice-${n}}`,
      variant('yes', "  question: covers_lpa\n  is: 'yes'"),
      variant('other', '  all:\n    - question: policy_exists\n      is_known: true\n    - nation: [england, wales]'),
      `=== default\n${words(5)}`,
      ':::',
    ].join('\n'),
    `## Third heading\n\n${words(6)}`,
    `::: callout tip "A tip" {#tip-${n}}\n${words(7)}\n:::`,
    `## Fourth heading\n\n${words(8)}`,
    `::: fact policy_exists {#fact-${n}}\n=== stated\nThe answer: {{answer}}.\n:::`,
    `::: reflect {#reflect-${n}}\n${words(10)}\n:::`,
  ];
  if (blocks.length !== BLOCKS_OF_A_LESSON) throw new Error('A lesson has another number of blocks than is said.');
  const outcome = String(1 + (number % 8));
  const head = `---\nslug: measured-${n}\ntitle: Measured lesson ${n}\nminutes: 5\noutcomes: [${outcome}]\nsummary: A lesson for measuring.\n---\n`;
  return [`lessons/${n.padStart(2, '0')}-measured-${n}.md`, `${head}\n${blocks.join('\n\n')}\n`];
}
