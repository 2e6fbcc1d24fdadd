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
    const context = currentContext();
    const actor = context?.actor ?? { kind: 'system' as const };
    await this.database.query(
      `insert into audit_entry (id, at, actor_id, actor_kind, action, subject_kind, subject_id, details, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        newId(),
        this.clock.now(),
        actor.kind === 'person' ? actor.id : null,
        actor.kind,
        entry.action,
        entry.subjectKind,
        entry.subjectId,
        JSON.stringify(entry.details ?? {}),
        context?.requestId ?? null,
      ],
    );
  }
}
