import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EvidenceFiles } from '../evidence/evidence-files.js';

/** The portfolio of somebody goes, with its files. */
@Injectable()
export class PortfolioErasure {
  constructor(
    private readonly database: Database,
    private readonly files: EvidenceFiles,
  ) {}

  /** In the caller's transaction. */
  async erase(personId: string): Promise<void> {
    await this.files.deleteAllOfPerson(personId);
    for (const table of ['portfolio_reflection', 'portfolio_activity', 'portfolio_date', 'portfolio_absence'])
      await this.database.query(`delete from ${table} where person_id = $1`, [personId]);
  }
}
