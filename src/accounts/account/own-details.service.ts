import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { DetailsChanged } from '../accounts.events.js';
import { type PersonFields, PersonRecords } from '../person/person-records.js';

/** What people say of themselves. A certificate keeps what was said when it was made. */
@Injectable()
export class OwnDetailsService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly events: Events,
    private readonly audit: Audit,
  ) {}

  async change(person: { id: string; email: string }, fields: PersonFields): Promise<void> {
    await this.database.transaction(async () => {
      await this.people.update(person, fields);
      await this.audit.record({ action: 'people.details_changed', subjectKind: 'person', subjectId: person.id });
      await this.events.publish(new DetailsChanged(person.id));
    });
  }
}
