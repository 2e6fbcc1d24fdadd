import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { PolicyQuestion } from './policies.types.js';

/** The catalogue of questions that are asked of every organisation's policy. */
@Injectable()
export class QuestionsService {
  constructor(private readonly database: Database) {}

  /** Every question, retired ones too, in the order in which pages list them. */
  all(): Promise<PolicyQuestion[]> {
    return this.database.query(
      `select id, key, wording, short_name as "shortName", topic, kind, options, retired from policy_question order by position`,
    );
  }
}
