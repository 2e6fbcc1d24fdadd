import { Injectable } from '@nestjs/common';
import type { CertificatesDeleted, CertificatesIssued } from '../../certificates/certificates.events.js';
import { STANDING_REVOCATION } from '../../certificates/certificate-status.rules.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';

/** Files what was completed here, as its certificate tells it. */
@Injectable()
export class FilingService {
  constructor(private readonly database: Database) {}

  /**
   * One entry for each award, inside the transaction that issues its certificate; a certificate that takes the place of
   * another takes its place in the entry, and what the learner said of it stays. One statement, however many there are.
   * What is learned alone is never participatory, whatever a certificate says.
   */
  async file({ certificateIds }: CertificatesIssued): Promise<void> {
    await this.database.query(
      `insert into portfolio_activity (id, person_id, award, certificate_id, title, kind, provider, started_on, ended_on,
         hours, participatory, setting, themes, relevance, benefit, added_at, changed_at)
       select issued.entry_id, c.person_id, coalesce(c.enrolment_id::text, c.course_id::text || ' ' || c.session_on::text), c.id,
         c.snapshot->'course'->>'title', case when c.session_on is null then 'online' else 'session' end,
         c.snapshot->'provider'->>'name',
         least(coalesce((c.snapshot->>'enrolledOn')::date, ended.ended_on), ended.ended_on), ended.ended_on,
         (c.snapshot->'hours'->>'total')::double precision,
         case when c.session_on is null then 0 else (c.snapshot->'hours'->>'participatory')::double precision end,
         null, '{}', '', '', c.issued_at, c.issued_at
       from unnest($1::uuid[], $2::uuid[]) as issued(certificate_id, entry_id)
         join certificate c on c.id = issued.certificate_id
         join person p on p.id = c.person_id and p.erased_at is null
         cross join lateral (select (c.snapshot->>'completedOn')::date as ended_on) ended
       on conflict (person_id, award) do update set certificate_id = excluded.certificate_id, title = excluded.title,
         started_on = excluded.started_on, ended_on = excluded.ended_on, hours = excluded.hours,
         participatory = excluded.participatory, changed_at = excluded.changed_at`,
      [certificateIds, certificateIds.map(() => newId())],
    );
  }

  /**
   * Entries outlive their certificates: they stand from then on as if the learner had told them. What did not count, since
   * the certificate was a sample or revoked, comes to no hours. Inside the transaction that deletes the certificates.
   */
  async keepWithout({ certificateIds }: CertificatesDeleted): Promise<void> {
    await this.database.query(
      `update portfolio_activity a set award = null, certificate_id = null,
         hours = case when counted then hours else 0 end, participatory = case when counted then participatory else 0 end
       from (select c.id, not c.sample and not exists (select from certificate_change r
             where r.certificate_id = c.id and ${STANDING_REVOCATION}) as counted
           from certificate c where c.id = any($1)) c
       where a.certificate_id = c.id`,
      [certificateIds],
    );
  }
}
