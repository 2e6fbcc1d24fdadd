import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';

/** What accounts hold of somebody goes; of the row itself only its number stays. */
@Injectable()
export class AccountErasure {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction. */
  async erase(personId: string): Promise<void> {
    await this.database.query('delete from mail_message m using person p where p.id = $1 and m.to_address = p.email', [
      personId,
    ]);
    for (const table of ['account_token', 'workplace', 'person_role'])
      await this.database.query(`delete from ${table} where person_id = $1`, [personId]);
    await this.database.query(
      `update person set email = 'erased-' || id || '@erased.invalid', name = 'Erased account', profession = 'other',
         registration_body = null, registration_number = null, password_hash = null, confirmed_at = null,
         search_key = 'erased account', deactivated_at = coalesce(deactivated_at, $2), erased_at = $2
       where id = $1`,
      [personId, this.clock.now()],
    );
  }
}
