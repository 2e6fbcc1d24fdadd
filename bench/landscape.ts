import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { Database } from '../src/platform/database/database.js';
import { FactsWriter } from '../src/policies/facts/facts-writer.js';
import type { DocumentToWrite, FactToWrite } from '../src/policies/import/facts-import.types.js';
import { nothingSaid } from '../src/policies/document-attributes.rules.js';
import { ProfileRevisions } from '../src/policies/profiles/profile-revisions.js';
import { RequestsImportService } from '../src/policies/requests-import.service.js';
import { OpenDataFiles } from '../src/trusts/open-data/open-data-files.js';
import type { QueryCounter } from './queries.js';
import { type Timed, timed } from './timed.js';

/** How large the landscape is that the pages and verbs of the policy data are measured on. */
const ORGANISATIONS = 300;
const QUESTIONS = 40;
const REVISIONS = 5;
const BODIES = 250;
const COMPARED = 4;
const MANY_FACTS = 10_000;
const REGION = 'Y63';
const ICB = 'ZZB';

const nothing = { facts: new Map(), documents: new Map() };

/** Made-up Trusts of one integrated care board, every question answered and every answer changed four times. */
export class Landscape {
  private round = 0;

  private constructor(
    private readonly counter: QueryCounter,
    private readonly organisations: readonly { id: string; code: string }[],
    private readonly asked: readonly { id: string; key: string }[],
  ) {}

  static async make(counter: QueryCounter): Promise<Landscape> {
    const database = counter.get(Database);
    await database.query(
      `insert into organisation_area (code, kind, name, parent) values ('${ICB}', 'icb', 'Fictional Integrated Care Board', '${REGION}')`,
    );
    const organisations = Array.from({ length: ORGANISATIONS + COMPARED }, (_none, index) => ({
      id: uuid(),
      code: `ZZB${String(index + 1)}`,
      name: `Fictional Landscape Trust ${String(index + 1)}`,
      fictional: index >= ORGANISATIONS,
    }));
    // They count as if they existed, or the areas and the open data would leave them out; but those that are compared in
    // public count as made up, since a Trust that exists has its reply first.
    await database.query(
      `insert into organisation (id, code, ods_code, slug, name, kind, nation, region_code, icb_code, fictional, search_key)
       select id, code, code, lower(code), name, 'trust', 'england', '${REGION}', '${ICB}', fictional, lower(name)
       from jsonb_to_recordset($1) as o(id uuid, code text, name text, fictional boolean)`,
      [JSON.stringify(organisations)],
    );
    const known = 'select id, key from policy_question where not retired order by position';
    const missing = QUESTIONS - (await database.query(known)).length;
    await database.query(
      `insert into policy_question (id, key, wording, short_name, topic, kind, options, position)
       select gen_random_uuid(), 'bench_' || n, 'Made-up question ' || n || '?', 'Made-up question ' || n, 'policy', 'text', '[]', 1000 + n
       from generate_series(1, $1::int) n`,
      [Math.max(0, missing)],
    );
    const questions = (await database.query<{ id: string; key: string }>(known)).slice(0, QUESTIONS);
    const landscape = new Landscape(counter, organisations, questions);
    for (let revision = 0; revision < REVISIONS; revision += 1)
      await landscape.write(organisations, questions, revision === 0);
    await database.query('vacuum analyze policy_fact, policy_document, policy_profile_revision');
    return landscape;
  }

  /** Keys of some questions that every Trust has an answer to. */
  get questions(): string[] {
    return this.asked.slice(0, 4).map(({ key }) => key);
  }

  get areaPage(): string {
    return `/areas/${ICB}`;
  }

  get comparison(): string {
    const codes = this.organisations.slice(ORGANISATIONS).map(({ code }) => code);
    return `/compare?codes=${codes.join('%20')}`;
  }

  /** Another answer of one Trust: from the fact to the new revision of its profile, in one transaction. */
  afterOneFact(): Promise<Timed> {
    return timed(this.counter, 40, (index) => this.write([this.of(index)], this.asked.slice(0, 1), false));
  }

  async afterManyFacts(): Promise<Timed> {
    const trusts = this.organisations.slice(0, MANY_FACTS / QUESTIONS);
    return timed(this.counter, 1, () => this.write(trusts, this.asked, false));
  }

  /** A file of 250 bodies with an answer to every question, compared and not applied; then applied. */
  async importing(apply: boolean): Promise<Timed> {
    const folder = await mkdtemp(path.join(tmpdir(), 'beforehand-bench-'));
    const file = path.join(folder, 'answers.csv');
    const head = ['ods_code', 'state', 'answered_on', ...this.asked.map(({ key }) => key)].join(',');
    const rows = this.organisations
      .slice(0, BODIES)
      .map(({ code }) => [code, 'successful', '2026-10-01', ...this.asked.map(() => 'yes')].join(','));
    await writeFile(file, [head, ...rows].join('\n'));
    const imports = this.counter.get(RequestsImportService);
    const options = { format: 'spreadsheet', campaign: 'Measured', apply } as const;
    try {
      return await timed(this.counter, apply ? 1 : 5, async () => {
        const { report } = await imports.import(file, options);
        if (report.new !== BODIES)
          throw new Error(`The import took ${String(report.new)} of ${String(BODIES)} bodies.`);
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** The open data written anew, because one fact changed. Downloads after that are files. */
  async openData(): Promise<Timed & { grewMb: number }> {
    const files = this.counter.get(OpenDataFiles);
    let bytes = 0;
    let most = 0;
    globalThis.gc?.();
    const began = process.memoryUsage().rss;
    const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - began)), 20);
    await this.write([this.of(0)], this.asked.slice(0, 1), false);
    const written = await timed(this.counter, 1, async () => {
      const { resources } = await files.descriptor(await files.current());
      bytes = resources.reduce((sum, resource) => sum + resource.bytes, 0);
    });
    clearInterval(watching);
    return { ...written, measured: { ...written.measured, bytes }, grewMb: Math.round(most / 1_048_576) };
  }

  private of(index: number): { id: string; code: string } {
    const organisation = this.organisations[index % this.organisations.length];
    if (!organisation) throw new Error('There is no organisation to measure with.');
    return organisation;
  }

  private async write(
    organisations: readonly { id: string }[],
    questions: readonly { id: string; key: string }[],
    withDocuments: boolean,
  ): Promise<void> {
    this.round += 1;
    const documents = withDocuments ? organisations.map(({ id }) => documentOf(id)) : [];
    const facts = organisations.flatMap(({ id }) =>
      questions.map((question) => factOf(id, question, `Answer ${String(this.round)}`)),
    );
    await this.counter.get(Database).transaction(async () => {
      await this.counter.get(FactsWriter).write(documents, facts, nothing);
      const made = await this.counter.get(ProfileRevisions).revise(organisations.map(({ id }) => id));
      if (made !== organisations.length)
        throw new Error(`${String(made)} revisions were made, expected ${String(organisations.length)}.`);
    });
  }
}

const lineageOf = (organisationId: string) => JSON.stringify([organisationId, null, 'Made-up policy']);

function documentOf(organisationId: string): DocumentToWrite {
  return {
    organisationId,
    lineage: lineageOf(organisationId),
    title: 'Made-up policy',
    url: 'https://example.org/policy',
    subject: 'advance_decision',
    publisher: null,
    standing: 'published',
    documentDate: '2026-03',
    seenOn: '2026-10-01',
    confirmedOn: null,
    repliedOn: null,
    attributes: { ...nothingSaid, reviewOn: '2028-03' },
    unverified: [],
    readBy: {},
    fileId: null,
    requestId: null,
    replacesLineage: null,
    copyrightOwner: null,
    licence: null,
    mayPublish: 'unknown',
  };
}

function factOf(organisationId: string, question: { id: string; key: string }, value: string): FactToWrite {
  return {
    organisationId,
    questionId: question.id,
    documentLineage: lineageOf(organisationId),
    lineage: JSON.stringify([organisationId, question.key, null, 'Made-up policy', 1]),
    state: 'stated',
    value,
    quote: null,
    paraphrase: 'Made up for measuring.',
    locator: 'page 4',
    note: null,
    standing: 'published',
    agesFrom: '2026-03',
    answeredUnderId: null,
    extractedById: null,
    verifiedOn: '2026-10-02',
  };
}
