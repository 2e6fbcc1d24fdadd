import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import type { Certificate, RevocationReason } from '../certificates.types.js';

/** Takes certificates back. They still verify, as revoked. */
@Injectable()
export class RevocationsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Revokes for good; answers false when it was revoked before, which stands as it was. */
  async revoke(
    certificate: Pick<Certificate, 'id'>,
    actorId: string,
    reason: RevocationReason,
    note: string | null,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      const made = await this.database.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", actor_id, reason, note)
         values ($1, $2, 'revoked', $3, $4, $5, $6, $7) on conflict (certificate_id, kind) do nothing returning id`,
        [newId(), certificate.id, this.clock.now(), this.clock.today(), actorId, reason, note],
      );
      if (made.length === 0) return false;
      await this.database.query('update certificate set is_current = false where id = $1 and is_current', [
        certificate.id,
      ]);
      await this.audit.record({
        action: 'certificates.revoked',
        subjectKind: 'certificate',
        subjectId: certificate.id,
        details: { reason },
      });
      return true;
    });
  }
}
