import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newSecret, secretHash } from '../../platform/http/secret-links.js';
import { CONFIRM_HOURS, RESET_HOURS } from './account-mail.rules.js';

export type LinkKind = 'confirm' | 'reset';

/** A link that has not expired. */
export interface MailedLink {
  personId: string;
  used: boolean;
}

const HOUR_MS = 3_600_000;
const HOURS: Record<LinkKind, number> = { confirm: CONFIRM_HOURS, reset: RESET_HOURS };

/** Links that prove that mail reaches a person: 256 random bits, of which the database knows only the hash. */
@Injectable()
export class MailedLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The secret of a new link. Earlier ones go on working until they expire: mail may arrive in any order. */
  async issue(personId: string, kind: LinkKind, hours: number = HOURS[kind]): Promise<string> {
    const token = newSecret();
    const now = this.clock.now();
    await this.database.query('delete from account_token where person_id = $1 and expires_at < $2', [personId, now]);
    await this.database.query('insert into account_token (hash, person_id, kind, expires_at) values ($1, $2, $3, $4)', [
      secretHash(token),
      personId,
      kind,
      new Date(now.getTime() + hours * HOUR_MS),
    ]);
    return token;
  }

  /** Whose link it is; undefined when there is none such or it has expired. */
  async find(token: string, kind: LinkKind): Promise<MailedLink | undefined> {
    const [row] = await this.database.query<MailedLink>(
      `select person_id as "personId", used_at is not null as used from account_token
       where hash = $1 and kind = $2 and expires_at > $3`,
      [secretHash(token), kind, this.clock.now()],
    );
    return row;
  }

  /** Ends all links of the kind that the person was sent. Answers false when another request has done so before. */
  async spend(token: string, kind: LinkKind): Promise<boolean> {
    const rows = await this.database.query<{ personId: string }>(
      `update account_token set used_at = $3 where hash = $1 and kind = $2 and used_at is null and expires_at > $3
       returning person_id as "personId"`,
      [secretHash(token), kind, this.clock.now()],
    );
    const [spent] = rows;
    if (!spent) return false;
    await this.database.query(
      'update account_token set used_at = $3 where person_id = $1 and kind = $2 and used_at is null',
      [spent.personId, kind, this.clock.now()],
    );
    return true;
  }
}
