import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { newNumber } from '../../platform/new-number.js';
import { CertificatesIssued } from '../certificates.events.js';
import { awardsLock } from '../issuing/awards-lock.rules.js';
import type { Certificate } from '../certificates.types.js';
import { RENDER_JOB } from '../issuing/issuing.service.js';
import { searchKeyOf } from '../issuing/snapshot.rules.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import type { Correction } from './correction.form.js';
import { corrected, noCorrection } from './correction.rules.js';

/** Corrects who a certificate names: another takes its place, with everything else as it was. The old one verifies as superseded. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly database: Database,
    private readonly queries: CertificatesQueries,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers the number of the new one, or why there is none. */
  async correct(
    certificateId: string,
    actorId: string,
    correction: Correction,
  ): Promise<{ ok: true; number: string } | { ok: false; problem: string }> {
    return this.database.transaction(async () => {
      const found = await this.queries.byId(certificateId);
      if (found) await this.database.lock(awardsLock(found));
      await this.database.query('select id from certificate where id = $1 for update', [certificateId]);
      const old = await this.queries.byId(certificateId);
      if (!old) return { ok: false, problem: 'There is no such certificate.' };
      const problem = noCorrection(old, correction);
      if (problem !== null) return { ok: false, problem };
      const id = newId();
      const number = newNumber();
      const snapshot = corrected(old.snapshot, correction, {
        number,
        verifyUrl: this.config.publicUrl + certificatesPaths.verify(number),
        issuedOn: this.clock.today(),
      });
      const [before] = await this.database.query<{ isCurrent: boolean }>(
        'select is_current as "isCurrent" from certificate where id = $1',
        [old.id],
      );
      await this.database.query('update certificate set is_current = false where id = $1', [old.id]);
      await this.database.query(
        `insert into certificate (id, number, person_id, enrolment_id, session_on, course_id, course_version_id, sample,
           is_current, issued_at, issued_on, valid_until, snapshot, search_key, corrects_id)
         select $2, $3, person_id, enrolment_id, session_on, course_id, course_version_id, sample,
           $4, $5, $6, valid_until, $7, $8, id from certificate where id = $1`,
        [
          old.id,
          id,
          number,
          before?.isCurrent ?? false,
          this.clock.now(),
          snapshot.issuedOn,
          JSON.stringify(snapshot),
          searchKeyOf(snapshot),
        ],
      );
      await this.record(old, id, actorId, correction.note);
      await this.jobs.add(RENDER_JOB, { certificateId: id });
      await this.events.publish(new CertificatesIssued([id]));
      return { ok: true, number };
    });
  }

  private async record(old: Certificate, id: string, actorId: string, note: string | null): Promise<void> {
    await this.database.query(
      `insert into certificate_change (id, certificate_id, kind, at, "on", actor_id, note, successor_id)
       values ($1, $2, 'superseded', $3, $4, $5, $6, $7)`,
      [newId(), old.id, this.clock.now(), this.clock.today(), actorId, note, id],
    );
    await this.audit.recordAll([
      {
        action: 'certificates.issued',
        subjectKind: 'certificate',
        subjectId: id,
        details: { sample: old.sample, correctsId: old.id, courseVersionId: old.courseVersionId },
      },
      {
        action: 'certificates.corrected',
        subjectKind: 'certificate',
        subjectId: old.id,
        details: { successorId: id },
      },
    ]);
  }
}
