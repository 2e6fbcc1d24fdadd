import { Injectable, NotFoundException } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';

export interface Contact {
  id: string;
  organisationId: string;
  role: string;
  email: string;
}

/** Whom we write to at Trusts: roles and team mailboxes. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The present ones of these organisations, by role. */
  of(organisationIds: readonly string[]): Promise<Contact[]> {
    return this.database.query(
      `select id, organisation_id as "organisationId", role, email from partner_contact
       where organisation_id = any($1) and ended_at is null order by role, email`,
      [organisationIds],
    );
  }

  /** Adds a contact. Answers false when the mailbox is among the organisation's already. */
  async add(organisationId: string, given: { role: string; email: string }, personId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const id = newId();
      const rows = await this.database.query(
        `insert into partner_contact (id, organisation_id, role, email, created_at, created_by_id)
         values ($1, $2, $3, $4, $5, $6) on conflict (organisation_id, email) where ended_at is null do nothing returning id`,
        [id, organisationId, given.role, given.email, this.clock.now(), personId],
      );
      if (rows.length === 0) return false;
      await this.record('partner_contacts.added', id);
      return true;
    });
  }

  /** The contact is none any more. Throws NotFoundException when it is not a present one of the organisation. */
  async end(organisationId: string, contactId: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update partner_contact set ended_at = $3 where id::text = $1 and organisation_id = $2 and ended_at is null returning id`,
        [contactId, organisationId, this.clock.now()],
      );
      if (rows.length === 0) throw new NotFoundException('There is no such contact.');
      await this.record('partner_contacts.ended', contactId);
    });
  }

  private async record(action: string, id: string): Promise<void> {
    await this.audit.record({ action, subjectKind: 'partner_contact', subjectId: id });
  }
}
