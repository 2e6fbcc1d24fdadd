import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Permission } from '../platform/http/permissions.types.js';
import { type PersonDetails, roles } from './accounts.types.js';
import { permissionsOf } from './roles.rules.js';

/** People, for other rooms of the house. */
@Injectable()
export class AccountsService {
  constructor(private readonly database: Database) {}

  /** What is known of a person. Throws NotFoundException for an id that is nobody's. */
  async details(personId: string): Promise<PersonDetails> {
    const [row] = await this.database.query<PersonDetails>(
      `select id, name, email, profession, registration_body as "registrationBody",
         registration_number as "registrationNumber" from person where id = $1`,
      [personId],
    );
    if (!row) throw new NotFoundException('There is no such person.');
    return row;
  }

  /** Those who hold a permission and can sign in, by name; at most 500. */
  async holding(permission: Permission): Promise<{ id: string; name: string }[]> {
    const holders = roles.filter((role) => permissionsOf([role]).has(permission));
    return this.database.query(
      `select p.id, p.name from person p where p.confirmed_at is not null and p.deactivated_at is null
         and exists (select from person_role r where r.person_id = p.id and r.role = any($1)) order by p.name, p.id limit 500`,
      [holders],
    );
  }
}
