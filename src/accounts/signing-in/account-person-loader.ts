import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { PersonLoader, type SessionWithPerson } from '../../platform/http/person-loader.js';
import type { Role } from '../accounts.types.js';
import { permissionsOf } from '../roles.rules.js';

interface Row {
  session: SessionWithPerson['session'];
  /** Null, with all that follows, when nobody who may sign in is behind it. */
  id: string | null;
  name: string;
  email: string;
  roles: Role[];
}

/** Looks up, at every request, who is behind a session: a role taken away counts from the next request on. */
@Injectable()
export class AccountPersonLoader extends PersonLoader {
  constructor(private readonly database: Database) {
    super();
  }

  override async bySession(sessionId: string): Promise<SessionWithPerson | undefined> {
    // The store writes when a session ends by the machine's clock, so it is read by the machine's too.
    const [row] = await this.database.query<Row>(
      `select s.sess as session, p.id, p.name, p.email, array(select r.role from person_role r where r.person_id = p.id) as roles
         from session s left join person p on p.id = (s.sess->'passport'->>'user')::uuid
           and p.confirmed_at is not null and p.deactivated_at is null
        where s.sid = $1 and s.expire >= now()`,
      [sessionId],
    );
    if (!row) return undefined;
    const { session, id, name, email, roles } = row;
    return { session, person: id === null ? null : { id, name, email, permissions: permissionsOf(roles) } };
  }
}
