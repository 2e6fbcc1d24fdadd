import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { awardsLock } from '../issuing/awards-lock.rules.js';
import { STANDING_REVOCATION } from '../certificate-status.rules.js';
import type { Certificate, RevocationReason } from '../certificates.types.js';

type Award = Pick<Certificate, 'id' | 'personId' | 'courseId' | 'sessionOn'>;

/** Takes certificates back, and reinstates those that were taken back wrongly. The revoked still verify, as such. */
@Injectable()
export class RevocationsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Revokes; answers false when it is revoked already, which stands as it was. */
  async revoke(
    certificate: Pick<Certificate, 'id'>,
    actorId: string,
    reason: RevocationReason,
    note: string | null,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      if ((await this.standingRevocation(certificate.id)) !== null) return false;
      await this.database.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", actor_id, reason, note)
         values ($1, $2, 'revoked', $3, $4, $5, $6, $7)`,
        [newId(), certificate.id, this.clock.now(), this.clock.today(), actorId, reason, note],
      );
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

  /** Undoes a revocation; answers false when it is not revoked. It is the current one again, unless another is. */
  async reinstate(certificate: Award, actorId: string, note: string | null): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.database.lock(awardsLock(certificate));
      const revocationId = await this.standingRevocation(certificate.id);
      if (revocationId === null) return false;
      await this.database.query(
        `insert into certificate_change (id, certificate_id, kind, at, "on", actor_id, note, undoes_id)
         values ($1, $2, 'reinstated', $3, $4, $5, $6, $7)`,
        [newId(), certificate.id, this.clock.now(), this.clock.today(), actorId, note, revocationId],
      );
      await this.database.query(
        `update certificate c set is_current = true where c.id = $1
           and not exists (select from certificate_change s where s.certificate_id = c.id and s.kind = 'superseded')
           and not exists (select from certificate o where o.person_id = c.person_id and o.course_id = c.course_id
                              and o.session_on is not distinct from c.session_on and o.is_current)`,
        [certificate.id],
      );
      await this.audit.record({
        action: 'certificates.reinstated',
        subjectKind: 'certificate',
        subjectId: certificate.id,
      });
      return true;
    });
  }

  /** The revocation that stands, if any. Holds the certificate until the transaction ends, so that two come one by one. */
  private async standingRevocation(certificateId: string): Promise<string | null> {
    await this.database.query('select id from certificate where id = $1 for update', [certificateId]);
    const [row] = await this.database.query<{ id: string }>(
      `select id from certificate_change r where certificate_id = $1 and ${STANDING_REVOCATION}`,
      [certificateId],
    );
    return row?.id ?? null;
  }
}
