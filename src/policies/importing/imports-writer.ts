import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { actingPersonId } from '../../platform/request-context.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { StoredFacts } from '../import/facts-import.types.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { RequestsService } from '../requests.service.js';
import type { PolicyRequest } from '../requests.types.js';
import { type Compared, type ComparedRow, ImportComparison } from './comparison.js';
import { documentOf } from './imported-facts.rules.js';
import { ImportsQueries, type StoredImport } from './imports.queries.js';
import type { ImportFile, UndoneBy } from './importing.types.js';

/** Where a file comes from and which campaign it is for. */
export interface ImportOrigin {
  campaignName: string;
  fileName: string;
  sha256: string;
}

/** Keeps imports: the rows of a file with their outcomes, and what follows from applying them. */
@Injectable()
export class ImportsWriter {
  constructor(
    private readonly database: Database,
    private readonly comparison: ImportComparison,
    private readonly requests: RequestsService,
    private readonly facts: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly queries: ImportsQueries,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Keeps a file with the outcome of each row. Nothing else changes. */
  async keep(file: ImportFile, { campaignName, fileName, sha256 }: ImportOrigin): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      const { rows } = await this.comparison.compare(file, campaignName, await this.requests.campaign(campaignName));
      await this.database.query(
        `insert into policy_import (id, campaign_name, format, file_name, sha256, notes, columns, created_at, created_by_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          campaignName,
          file.format,
          fileName,
          sha256,
          JSON.stringify(file.notes),
          JSON.stringify(file.columns),
          this.clock.now(),
          actingPersonId(),
        ],
      );
      await this.database.query(
        `insert into policy_import_row (id, import_id, line, body, content, outcome, reasons, organisation_id, matched_by, candidate_ids)
         select id, $2, line, body, content, outcome, reasons, "organisationId", "matchedBy", "candidateIds"
         from jsonb_to_recordset($1) as r(id uuid, line int, body text, content jsonb, outcome text, reasons jsonb,
           "organisationId" uuid, "matchedBy" text, "candidateIds" jsonb)`,
        [JSON.stringify(rows.map((row, index) => ({ ...row, id: newId(), content: file.rows[index] }))), id],
      );
      await this.audit.record({
        action: 'imports.previewed',
        subjectKind: 'policy_import',
        subjectId: id,
        details: { format: file.format, rows: rows.length },
      });
      return id;
    });
  }

  /** Judges the rows of an import afresh: names were decided, columns mapped, or the register went on meanwhile. */
  async refresh(one: StoredImport): Promise<Compared> {
    const campaign = await this.requests.campaign(one.campaignName);
    const compared = await this.comparison.compare(await this.queries.file(one), one.campaignName, campaign);
    await this.database.query(
      `update policy_import_row p set outcome = r.outcome, reasons = r.reasons, organisation_id = r."organisationId",
         matched_by = r."matchedBy", candidate_ids = r."candidateIds"
       from (select id, row_number() over (order by line, id) - 1 as place from policy_import_row where import_id = $2) n
       join jsonb_to_recordset($1) as r(place int, outcome text, reasons jsonb, "organisationId" uuid, "matchedBy" text,
         "candidateIds" jsonb) on r.place = n.place
       where p.id = n.id`,
      [JSON.stringify(compared.rows.map((row, place) => ({ ...row, place }))), one.id],
    );
    return compared;
  }

  /** Writes what the import says, in the caller's transaction. Rows in doubt and rejected ones are left out. */
  async apply(one: StoredImport): Promise<Compared & { started: boolean }> {
    // Two imports side by side would both compare with the old state.
    await this.database.lock('policy-facts');
    const { campaign, started } = await this.requests.start({ name: one.campaignName });
    const startedAt = this.clock.now();
    const compared = await this.refresh(one);
    const wanted = compared.rows.filter((row) => row.outcome === 'new' || row.outcome === 'changed');
    await this.requests.putAll(
      campaign.id,
      wanted.map((row) => ({ organisationId: row.organisationId ?? '', ...row.changes })),
    );
    const factIds = await this.writeFacts(wanted, one.campaignName, compared.stored);
    await this.keepTaken(one.id, campaign.id, compared, factIds, startedAt);
    await this.database.query(
      'update policy_import set campaign_id = $2, applied_at = $3, applied_by_id = $4 where id = $1',
      [one.id, campaign.id, this.clock.now(), actingPersonId()],
    );
    await this.audit.record({
      action: 'imports.applied',
      subjectKind: 'policy_import',
      subjectId: one.id,
      details: { campaign: campaign.slug, requests: wanted.length, facts: factIds.size },
    });
    return { ...compared, started };
  }

  /** Answers the id of every fact written, by its lineage. */
  private async writeFacts(
    rows: readonly ComparedRow[],
    campaignName: string,
    stored: StoredFacts,
  ): Promise<Map<string, string>> {
    const withFacts = rows.filter((row) => row.facts.length > 0);
    if (withFacts.length === 0) return new Map();
    const documents = withFacts.flatMap((row) => {
      const url = row.taken?.request.url ?? row.request?.url ?? null;
      const repliedOn = row.taken?.request.answeredOn ?? row.request?.answeredOn ?? null;
      const document = documentOf(row.organisationId ?? '', campaignName, { url, repliedOn });
      const before = stored.documents.get(document.lineage);
      const merged = before
        ? { ...before, url: document.url ?? before.url, repliedOn: document.repliedOn ?? before.repliedOn }
        : document;
      return before && before.url === merged.url && before.repliedOn === merged.repliedOn ? [] : [merged];
    });
    const facts = withFacts.flatMap((row) => row.facts);
    await this.facts.write(documents, facts, stored);
    // What nobody has verified is in no profile: only a verified fact whose place is taken changes one.
    const replaced = facts.filter(({ lineage }) => (stored.facts.get(lineage)?.verifiedOn ?? null) !== null);
    await this.profiles.revise([...new Set(replaced.map(({ organisationId }) => organisationId))]);
    const written = await this.database.query<{ id: string; lineage: string }>(
      'select id, lineage from policy_fact where superseded_at is null and lineage = any($1)',
      [facts.map(({ lineage }) => lineage)],
    );
    return new Map(written.map(({ id, lineage }) => [lineage, id]));
  }

  private async keepTaken(
    importId: string,
    campaignId: string,
    { rows, stored }: Compared,
    factIds: ReadonlyMap<string, string>,
    startedAt: Date,
  ): Promise<void> {
    const requestTo = new Map(
      (await this.requests.ofCampaign(campaignId)).flatMap((request) =>
        [request.organisationId, request.movedFromId].flatMap((id) => (id === null ? [] : [[id, request] as const])),
      ),
    );
    const taken = rows.map((row, place) => {
      const written = row.outcome === 'new' || row.outcome === 'changed';
      const undo: UndoneBy | null = written
        ? {
            request: row.request && before(row.request),
            writtenAt: startedAt.toISOString(),
            factIds: row.facts.flatMap(({ lineage }) => factIds.get(lineage) ?? []),
            supersededIds: row.facts.flatMap(({ lineage }) => {
              const fact = stored.facts.get(lineage);
              return fact && !fact.withdrawn ? [fact.id] : [];
            }),
          }
        : null;
      return {
        place,
        taken: row.taken,
        requestId: row.organisationId && (requestTo.get(row.organisationId)?.id ?? null),
        undo,
      };
    });
    await this.database.query(
      `update policy_import_row p set taken = nullif(r.taken, 'null'), request_id = r."requestId", undo = nullif(r.undo, 'null')
       from (select id, row_number() over (order by line, id) - 1 as place from policy_import_row where import_id = $2) n
       join jsonb_to_recordset($1) as r(place int, taken jsonb, "requestId" uuid, undo jsonb) on r.place = n.place
       where p.id = n.id`,
      [JSON.stringify(taken), importId],
    );
  }
}

function before({ state, sentOn, dueOn, answeredOn, exemption, url }: PolicyRequest): UndoneBy['request'] {
  return { state, sentOn, dueOn, answeredOn, exemption, url };
}
