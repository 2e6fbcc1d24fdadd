import { ConflictException, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { actingPersonId } from '../../platform/request-context.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { FactToWrite } from '../import/facts-import.types.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { RequestsService } from '../requests.service.js';
import { RequestsWriter } from '../requests/requests-writer.js';
import { ImportsQueries, type RowToUndo, type StoredImport } from './imports.queries.js';
import { ImportsWriter } from './imports-writer.js';

/** What people do with an import once they have seen it: apply it, and undo it while nothing was built on it. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly queries: ImportsQueries,
    private readonly writer: ImportsWriter,
    private readonly requests: RequestsService,
    private readonly requestsWriter: RequestsWriter,
    private readonly facts: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Applies the import as it now compares; pressing twice is once. */
  async apply(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const one = await this.locked(id);
      if (one.appliedAt !== null) return;
      if ((await this.requests.campaign(one.campaignName))?.closedAt)
        throw new ConflictException('The campaign is closed. Open it again before applying the import.');
      await this.writer.apply(one);
    });
  }

  /** Judges the rows afresh after a decision. An applied import stays as it was applied. */
  async refresh(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const one = await this.locked(id);
      if (one.appliedAt === null) await this.writer.refresh(one);
    });
  }

  /** Puts everything back as it was before the import. Answers why not, when something was built on it. */
  async undo(id: string): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      const one = await this.locked(id);
      if (one.appliedAt === null || one.undoneAt !== null) return [];
      const rows = await this.queries.toUndo(id);
      const reasons = await this.builtOn(one, rows);
      if (reasons.length > 0) return reasons;
      await this.takeFactsBack(rows);
      await this.putRequestsBack(one, rows);
      await this.database.query('update policy_import set undone_at = $2, undone_by_id = $3 where id = $1', [
        id,
        this.clock.now(),
        actingPersonId(),
      ]);
      await this.audit.record({
        action: 'imports.undone',
        subjectKind: 'policy_import',
        subjectId: id,
        details: { rows: rows.length },
      });
      return [];
    });
  }

  private async locked(id: string): Promise<StoredImport> {
    await this.queries.known(id);
    await this.database.query('select id from policy_import where id = $1 for update', [id]);
    return this.queries.known(id);
  }

  private async builtOn(one: StoredImport, rows: readonly RowToUndo[]): Promise<string[]> {
    const [found] = await this.database.query<Record<'facts' | 'requests' | 'documents' | 'imports', number>>(
      `select
         (select count(*)::int from policy_fact f where f.id = any($1::uuid[]) and (f.superseded_at is not null
           or exists (select from policy_verification v where v.fact_id = f.id))) as facts,
         (select count(*)::int from policy_request r where r.id = any($2::uuid[]) and (r.updated_at > $3 or exists (select from
           policy_request_event e where e.request_id = r.id and (e.recorded_at > $3 or e.withdrawn_at > $3)))) as requests,
         (select count(*)::int from policy_document d where d.request_id = any($2::uuid[]) and d.superseded_at is null) as documents,
         (select count(*)::int from policy_import i where i.id <> $4 and i.applied_at > $3 and i.undone_at is null
           and exists (select from policy_import_row r where r.import_id = i.id and r.request_id = any($2::uuid[]))) as imports`,
      [rows.flatMap(({ undo }) => undo.factIds), rows.map(({ requestId }) => requestId), one.appliedAt, one.id],
    );
    const told = (count: number | undefined, what: (n: string) => string) => (count ? [what(String(count))] : []);
    return [
      ...told(found?.facts, (n) => `Of its answers ${n} were verified, corrected or withdrawn since.`),
      ...told(found?.requests, (n) => `Of its requests ${n} went on since.`),
      ...told(found?.documents, (n) => `Documents were added to its requests: ${n}.`),
      ...told(found?.imports, (n) => `Later imports are about the same requests: ${n}. Undo those first.`),
    ];
  }

  private async takeFactsBack(rows: readonly RowToUndo[]): Promise<void> {
    const now = this.clock.now();
    const ended = await this.database.query<{ documentId: string }>(
      `update policy_fact set superseded_at = $2, withdrawn_for = 'The import that it came with was undone.'
       where id = any($1::uuid[]) returning document_id as "documentId"`,
      [rows.flatMap(({ undo }) => undo.factIds), now],
    );
    const earlier = await this.database.query<FactToWrite>(
      `select f.organisation_id as "organisationId", f.question_id as "questionId", d.lineage as "documentLineage", f.lineage, f.state,
         f.value, f.quote, f.paraphrase, f.locator, f.note, f.standing, f.ages_from as "agesFrom", v.verified_on as "verifiedOn"
       from policy_fact f join policy_document d on d.id = f.document_id left join policy_verification v on v.fact_id = f.id
       where f.id = any($1::uuid[])`,
      [rows.flatMap(({ undo }) => undo.supersededIds)],
    );
    if (earlier.length > 0) {
      // Facts are never revived, so what stood before is written once more.
      await this.facts.write([], earlier, { facts: new Map(), documents: new Map() });
      await this.profiles.revise([...new Set(earlier.map(({ organisationId }) => organisationId))]);
    }
    await this.database.query(
      `update policy_document d set superseded_at = $2, withdrawn_for = 'The import that it came with was undone.'
       where d.superseded_at is null and d.file_id is null
         and d.lineage in (select lineage from policy_document where id = any($1::uuid[]))
         and not exists (select from policy_fact f join policy_document cited on cited.id = f.document_id
           where cited.lineage = d.lineage and f.superseded_at is null)`,
      [[...new Set(ended.map(({ documentId }) => documentId))], now],
    );
  }

  /** Requests that the import made go; others are again what they were, and what it noted is withdrawn. */
  private async putRequestsBack(one: StoredImport, rows: readonly RowToUndo[]): Promise<void> {
    const made = rows.filter(({ undo }) => undo.request === null).map(({ requestId }) => requestId);
    await this.database.query('delete from policy_request_event where request_id = any($1::uuid[])', [made]);
    await this.database.query('delete from policy_request where id = any($1::uuid[])', [made]);
    const before = new Map(rows.map(({ requestId, undo }) => [requestId, undo]));
    const changed = rows.filter(({ undo }) => undo.request !== null);
    const since = changed[0]?.undo.writtenAt;
    if (since === undefined) return;
    const ids = changed.flatMap(({ requestId }) => requestId ?? []);
    const stored = await this.requestsWriter.locked(ids);
    await this.requestsWriter.update(stored.map((request) => ({ ...request, ...before.get(request.id)?.request })));
    await this.database.query(
      `update policy_request_event set withdrawn_at = $4
       where request_id = any($1::uuid[]) and recorded_at between $2 and $3 and withdrawn_at is null`,
      [ids, since, one.appliedAt, this.clock.now()],
    );
  }
}
