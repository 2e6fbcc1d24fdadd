import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { type AnswerFields, isEmpty } from './answer.form.js';

/** Which answer: to which question, from which document, the how-manieth there, and whose draft. */
export interface DraftPlace {
  documentLineage: string;
  questionId: string;
  part: number;
  personId: string;
}

const PLACE = 'document_lineage = $1 and question_id = $2 and part = $3 and person_id = $4';

/** Keeps answers that are still being written, so that signing out or another device loses nothing. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps what was typed. `version` is that of the draft as the page showed it, 0 for none. Answers the new version, or
   * null when another page of the same person has kept, saved or thrown away the draft meanwhile: nothing is kept then.
   */
  async keep(
    place: DraftPlace,
    fields: AnswerFields,
    draft: { base: string | null; version: number },
  ): Promise<number | null> {
    const { documentLineage, questionId, part, personId } = place;
    const key = [documentLineage, questionId, part, personId];
    if (draft.version === 0 && isEmpty(fields)) return 0;
    const content = [JSON.stringify(fields), draft.base, this.clock.now()];
    const [kept] =
      draft.version === 0
        ? await this.database.query<{ version: number }>(
            `insert into policy_draft (id, document_lineage, question_id, part, person_id, fields, base_fact_id, kept_at, version)
             values ($8, $1, $2, $3, $4, $5, $6, $7, 1) on conflict do nothing returning version`,
            [...key, ...content, newId()],
          )
        : await this.database.query<{ version: number }>(
            `update policy_draft set fields = $5, base_fact_id = $6, kept_at = $7, version = version + 1
             where ${PLACE} and version = $8 returning version`,
            [...key, ...content, draft.version],
          );
    return kept?.version ?? null;
  }

  /** Throws the draft away; without one nothing happens. */
  async discard(place: DraftPlace): Promise<void> {
    const { documentLineage, questionId, part, personId } = place;
    await this.database.query(`delete from policy_draft where ${PLACE}`, [documentLineage, questionId, part, personId]);
  }
}
