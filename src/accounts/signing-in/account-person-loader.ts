import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { SignedInPerson } from '../../platform/http/permissions.types.js';
import { PersonLoader } from '../../platform/http/person-loader.js';
import type { Role } from '../accounts.types.js';
import { permissionsOf } from '../roles.rules.js';

/** Looks up, at every request, who is behind a session: a role taken away counts from the next request on. */
@Injectable()
export class AccountPersonLoader extends PersonLoader {
  constructor(private readonly database: Database) {
    super();
  }

  override async load(id: string): Promise<SignedInPerson | null> {
    const [row] = await this.database.query<{ id: string; name: string; email: string; roles: Role[] }>(
      `select p.id, p.name, p.email, array(select r.role from person_role r where r.person_id = p.id) as roles
         from person p where p.id = $1 and p.confirmed_at is not null and p.deactivated_at is null`,
      [id],
    );
    if (!row) return null;
    return { id: row.id, name: row.name, email: row.email, permissions: permissionsOf(row.roles) };
  }
}
