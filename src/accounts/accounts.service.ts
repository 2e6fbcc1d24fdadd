import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { PersonDetails } from './accounts.types.js';

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
}
