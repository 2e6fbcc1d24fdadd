import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Profession, Role } from '../accounts.types.js';
import { containingWords } from '../../platform/database/like-pattern.js';

export interface ListedPerson {
  id: string;
  name: string;
  email: string;
  profession: Profession;
  createdAt: Date;
  confirmed: boolean;
  deactivatedAt: Date | null;
  /** Nobody is behind the account any more. */
  erased: boolean;
  roles: Role[];
  workplace: string | null;
}

const columns = `p.id, p.name, p.email, p.profession, p.created_at as "createdAt",
  p.confirmed_at is not null as confirmed, p.deactivated_at as "deactivatedAt", p.erased_at is not null as erased,
  array(select r.role from person_role r where r.person_id = p.id order by r.role) as roles,
  (select coalesce(o.name, w.name) from workplace w left join organisation o on o.id = w.organisation_id
    where w.person_id = p.id and w.is_current) as workplace`;

/** Reads people for administrators. One statement each, however many there are. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  /**
   * At most `limit` people, the newest account first, whose name or address holds every word of the text. `before` is
   * the id of the last person of the page before; ids are made in the order of time.
   */
  list(text: string, before: string | null, limit: number): Promise<ListedPerson[]> {
    const words = containingWords(text);
    return this.database.query<ListedPerson>(
      `select ${columns} from person p
       where ($1::uuid is null or p.id < $1)${words.map((_, index) => ` and p.search_key like $${String(index + 3)}`).join('')}
       order by p.id desc limit $2`,
      [before, limit, ...words],
    );
  }

  async one(id: string): Promise<ListedPerson | undefined> {
    const [row] = await this.database.query<ListedPerson>(`select ${columns} from person p where p.id = $1`, [id]);
    return row;
  }

  /** Administrators who can sign in, the person left out. */
  async otherAdmins(personId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from person_role r join person p on p.id = r.person_id
       where r.role = 'admin' and p.id <> $1 and p.confirmed_at is not null and p.deactivated_at is null`,
      [personId],
    );
    return row?.count ?? 0;
  }
}
