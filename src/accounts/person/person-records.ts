import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { AddressConfirmed } from '../accounts.events.js';
import type { Profession, RegistrationBody, Role } from '../accounts.types.js';

/** What a person says of themselves. */
export interface PersonFields {
  name: string;
  profession: Profession;
  registrationBody: RegistrationBody | null;
  registrationNumber: string | null;
}

/** What signing in and mailing need to know. */
export interface AccountState {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  confirmed: boolean;
  deactivated: boolean;
}

const state = `id, email, name, password_hash as "passwordHash", confirmed_at is not null as confirmed,
  deactivated_at is not null as deactivated`;

/** The rows of people, for the verbs of this module. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** `email` in small letters. */
  async byEmail(email: string): Promise<AccountState | undefined> {
    const [row] = await this.database.query<AccountState>(`select ${state} from person where email = $1`, [email]);
    return row;
  }

  async byId(id: string): Promise<AccountState | undefined> {
    const [row] = await this.database.query<AccountState>(`select ${state} from person where id = $1`, [id]);
    return row;
  }

  /** Makes the row and its roles; answers its id. */
  async insert(
    account: PersonFields & { email: string; passwordHash: string | null; confirmed: boolean },
    roles: readonly Role[],
  ): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.database.query(
      `insert into person (id, email, password_hash, name, profession, registration_body, registration_number,
         confirmed_at, created_at, search_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        account.email,
        account.passwordHash,
        account.name,
        account.profession,
        account.registrationBody,
        account.registrationNumber,
        account.confirmed ? now : null,
        now,
        searchKeyOf(account.name, account.email),
      ],
    );
    for (const role of roles) await this.giveRole(id, role);
    return id;
  }

  async update(person: { id: string; email: string }, fields: PersonFields): Promise<void> {
    await this.database.query(
      `update person set name = $2, profession = $3, registration_body = $4, registration_number = $5, search_key = $6
       where id = $1`,
      [
        person.id,
        fields.name,
        fields.profession,
        fields.registrationBody,
        fields.registrationNumber,
        searchKeyOf(fields.name, person.email),
      ],
    );
  }

  async setPassword(id: string, passwordHash: string | null): Promise<void> {
    await this.database.query('update person set password_hash = $2 where id = $1', [id, passwordHash]);
  }

  /** Answers whether the address was not confirmed before. */
  async confirm(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'update person set confirmed_at = $2 where id = $1 and confirmed_at is null returning id',
      [id, this.clock.now()],
    );
    if (rows.length > 0) await this.events.publish(new AddressConfirmed(id));
    return rows.length > 0;
  }

  /** Answers whether the person did not hold the role before. */
  async giveRole(id: string, role: Role): Promise<boolean> {
    const rows = await this.database.query(
      `insert into person_role (person_id, role, granted_at) values ($1, $2, $3)
       on conflict do nothing returning role`,
      [id, role, this.clock.now()],
    );
    return rows.length > 0;
  }

  /** Answers whether the person held the role. */
  async takeRole(id: string, role: Role): Promise<boolean> {
    const rows = await this.database.query(
      'delete from person_role where person_id = $1 and role = $2 returning role',
      [id, role],
    );
    return rows.length > 0;
  }
}

/** The form in which administrators' searches compare. */
export function searchKeyOf(name: string, email: string): string {
  return `${name} ${email}`.toLowerCase();
}
