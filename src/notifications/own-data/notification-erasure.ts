import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** What was told to somebody goes, and which mail they want. */
@Injectable()
export class NotificationErasure {
  constructor(private readonly database: Database) {}

  /** In the caller's transaction. */
  async erase(personId: string): Promise<void> {
    for (const table of ['notification', 'notification_choice', 'mail_return'])
      await this.database.query(`delete from ${table} where person_id = $1`, [personId]);
  }
}
