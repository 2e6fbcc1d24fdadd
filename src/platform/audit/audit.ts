import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { newId } from '../database/new-id.js';
import { currentContext } from '../request-context.js';

export interface AuditRecord {
  /** What happened, as `<plural>.<past participle>`, such as 'facts.verified'. */
  action: string;
  /** The table of what was changed, and its id. */
  subjectKind: string;
  subjectId: string;
  /** What else a reader needs. No personal data: the ids lead to it. */
  details?: Record<string, unknown>;
}

/** Writes the audit row beside a change. Call it inside the transaction of that change. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Records the change for whoever acts in the current context. */
  async record(entry: AuditRecord): Promise<void> {
    await this.recordAll([entry]);
  }

  /** Records many changes in one statement. */
  async recordAll(entries: readonly AuditRecord[]): Promise<void> {
    if (entries.length === 0) return;
    const context = currentContext();
    const actor = context?.actor ?? { kind: 'system' as const };
    const rows = entries.map(({ action, subjectKind, subjectId, details = {} }) => ({
      id: newId(),
      action,
      subject_kind: subjectKind,
      subject_id: subjectId,
      details,
    }));
    await this.database.query(
      `insert into audit_entry (id, at, actor_id, actor_kind, action, subject_kind, subject_id, details, request_id)
       select id, $2, $3, $4, action, subject_kind, subject_id, details, $5
         from jsonb_to_recordset($1) as entry(id uuid, action text, subject_kind text, subject_id text, details jsonb)`,
      [
        JSON.stringify(rows),
        this.clock.now(),
        actor.kind === 'person' ? actor.id : null,
        actor.kind,
        context?.requestId ?? null,
      ],
    );
  }
}
