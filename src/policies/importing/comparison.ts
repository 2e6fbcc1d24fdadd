import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { FactToWrite, StoredFacts } from '../import/facts-import.types.js';
import { QuestionsService } from '../questions.service.js';
import { RequestsService } from '../requests.service.js';
import type { Campaign, PolicyRequest, RequestChanges } from '../requests.types.js';
import type { MatchedBy } from './body-name.rules.js';
import { BodyMatching } from './body-matching.js';
import { partialDateOf } from './cell-answers.rules.js';
import { ColumnMappings } from './column-mappings.js';
import { factOf } from './imported-facts.rules.js';
import { ImportsQueries } from './imports.queries.js';
import type { ImportedAnswer, ImportFile, RowOutcome, TakenRow } from './importing.types.js';
import { readRow } from './row-reading.rules.js';

/** A row with what becomes of it. */
export interface ComparedRow {
  line: number;
  body: string;
  outcome: RowOutcome;
  reasons: string[];
  organisationId: string | null;
  matchedBy: MatchedBy | null;
  candidateIds: string[];
  /** What the row says; null when it cannot be taken. */
  taken: TakenRow | null;
  /** As it stands; null while there is none. */
  request: PolicyRequest | null;
  /** What differs and is to be written. */
  changes: RequestChanges;
  facts: FactToWrite[];
}

export interface Compared {
  rows: ComparedRow[];
  stored: StoredFacts;
}

/** Compares a file with what is recorded. Reads only, in a constant number of statements. */
@Injectable()
export class ImportComparison {
  constructor(
    private readonly matching: BodyMatching,
    private readonly mappings: ColumnMappings,
    private readonly questions: QuestionsService,
    private readonly requests: RequestsService,
    private readonly imports: ImportsQueries,
    private readonly facts: FactsWriter,
    private readonly clock: Clock,
  ) {}

  async compare(file: ImportFile, campaignName: string, campaign: Campaign | undefined): Promise<Compared> {
    const questions = await this.questions.all();
    const mapped = await this.mappings.of(file.columns, campaignName, questions);
    const requests = campaign ? await this.requests.ofCampaign(campaign.id) : [];
    const requestTo = new Map(
      requests.flatMap((request) =>
        [request.organisationId, request.movedFromId].flatMap((id) => (id === null ? [] : [[id, request] as const])),
      ),
    );
    const bodies = file.rows.map((row) => ({ name: row.body, code: row.code, sentOn: dayOf(row.sentOn) }));
    const found = await this.matching.match(bodies, new Set(requestTo.keys()));
    const ids = found.flatMap((one) => ('organisationId' in one ? [one.organisationId] : []));
    const stored = await this.facts.stored([...new Set(ids)]);
    const last = campaign ? await this.imports.lastTaken(campaign.id) : new Map<string, TakenRow>();
    const questionName = (key: string) => questions.find((question) => question.key === key)?.shortName ?? key;
    const lineOf = new Map<string, number>();
    const rows = file.rows.map((row, index): ComparedRow => {
      const read = readRow(row, {
        format: file.format,
        today: this.clock.today(),
        questionOf: (title) => mapped.get(title)?.question,
      });
      const body = row.body === '' ? row.code : row.body;
      const nothing = {
        organisationId: null,
        matchedBy: null,
        candidateIds: [],
        taken: null,
        request: null,
        changes: {},
        facts: [],
      };
      const rejected = (reasons: string[]): ComparedRow => ({
        ...nothing,
        line: row.line,
        body,
        outcome: 'rejected',
        reasons,
      });
      if (read.problems.length > 0) return rejected(read.problems);
      const match = found[index];
      if (!match || 'reason' in match) return rejected(match ? [match.reason] : []);
      if (!('organisationId' in match))
        return {
          ...nothing,
          line: row.line,
          body,
          outcome: 'in_doubt',
          reasons: [doubt(match.candidateIds)],
          candidateIds: match.candidateIds,
        };
      const { organisationId, by } = match;
      const request = requestTo.get(organisationId) ?? null;
      const place = request?.id ?? organisationId;
      const earlier = lineOf.get(place);
      if (earlier !== undefined)
        return rejected([
          `Line ${String(earlier)} is about the same organisation, and a campaign asks each once. Put them together, or import this one into another campaign.`,
        ]);
      lineOf.set(place, row.line);
      const before = last.get(organisationId);
      const changes = changesOf(read.taken.request, before?.request, request);
      const kept: string[] = [];
      const facts = Object.entries(read.taken.answers).flatMap(([key, answer]) => {
        if (isSameAnswer(before?.answers[key], answer)) return [];
        const fact = factOf(
          organisationId,
          key,
          answer,
          campaignName,
          read.taken.request.answeredOn ?? request?.answeredOn ?? null,
        );
        const stands = stored.facts.get(fact.lineage);
        if (!stands || stands.withdrawn) return [fact];
        if (isSame(stands, fact)) return [];
        // The file does not say on which day the answer was read, so it cannot be the newer one.
        if (stands.extractedById !== null) kept.push(questionName(key));
        return stands.extractedById === null ? [fact] : [];
      });
      const outcome =
        request === null ? 'new' : Object.keys(changes).length + facts.length > 0 ? 'changed' : 'unchanged';
      const changed = [
        ...Object.keys(changes),
        ...(facts.length > 0 ? [`${String(facts.length)} ${facts.length === 1 ? 'answer' : 'answers'}`] : []),
      ];
      const reasons = [
        ...(by === 'successor' ? ['The body closed; this is its successor.'] : []),
        ...(outcome === 'changed' ? [`Changes: ${changed.map(columnOf).join(', ')}.`] : []),
        ...(kept.length > 0
          ? [`Kept as somebody here read it, though the file says otherwise: ${kept.join(', ')}.`]
          : []),
        ...(facts.some(({ agesFrom }) => agesFrom === null)
          ? ['The day of the answer is not known, so its answers count as old. Record it at the request.']
          : []),
        ...Object.entries(row.answers)
          .filter(([title, cell]) => cell.trim() !== '' && mapped.get(title)?.retired)
          .map(([title]) => `The question under “${title}” is asked no more, so its answer was left out.`),
        ...read.warnings,
      ];
      return {
        line: row.line,
        body,
        outcome,
        reasons,
        organisationId,
        matchedBy: by,
        candidateIds: [],
        taken: read.taken,
        request,
        changes,
        facts,
      };
    });
    return { rows, stored };
  }
}

/** What the file says anew: other than the file before it said, and other than it stands. */
function changesOf(
  said: RequestChanges,
  before: RequestChanges | undefined,
  request: PolicyRequest | null,
): RequestChanges {
  const fields = Object.keys(said) as (keyof RequestChanges)[];
  return Object.fromEntries(
    fields
      .filter((field) => said[field] !== before?.[field] && (request === null || said[field] !== request[field]))
      .map((field) => [field, said[field]]),
  );
}

function isSameAnswer(before: ImportedAnswer | undefined, now: ImportedAnswer): boolean {
  return (
    before !== undefined &&
    (['state', 'value', 'note'] as const).every((field) => JSON.stringify(before[field]) === JSON.stringify(now[field]))
  );
}

function isSame(stands: FactToWrite, fact: FactToWrite): boolean {
  return (['state', 'value', 'note', 'agesFrom'] as const).every(
    (field) => JSON.stringify(stands[field]) === JSON.stringify(fact[field]),
  );
}

function doubt(candidateIds: readonly string[]): string {
  if (candidateIds.length === 0) return 'Nothing in the directory is called so or anything like it.';
  return candidateIds.length === 1
    ? 'One organisation has a name like it.'
    : `${String(candidateIds.length)} organisations may be meant.`;
}

function columnOf(field: string): string {
  return { sentOn: 'day of sending', answeredOn: 'day of the answer', url: 'address' }[field] ?? field;
}

function dayOf(text: string): string | null {
  const date = partialDateOf(text);
  return date?.length === 10 ? date : null;
}
