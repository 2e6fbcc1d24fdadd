import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { currentContext } from '../../platform/request-context.js';
import type { PolicyQuestion } from '../policies.types.js';
import { columnKey, questionNamed } from './cell-answers.rules.js';

/** What a column of a file is for. */
export interface ColumnMapping {
  /** Undefined when its answers are left out. */
  question: PolicyQuestion | undefined;
  /** Whether a person said so, the title says it, or nobody has decided yet. */
  by: 'person' | 'title' | 'nobody';
  /** It was for a question that is asked no more. */
  retired: boolean;
}

/** Which policy questions the columns of files answer: decided once, kept for the next file. */
@Injectable()
export class ColumnMappings {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By title. A question that was retired since takes no more answers. */
  async of(
    titles: readonly string[],
    campaignName: string,
    questions: readonly PolicyQuestion[],
  ): Promise<Map<string, ColumnMapping>> {
    const keys = titles.map((title) => columnKey(title, campaignName));
    const rows = await this.database.query<{ key: string; questionId: string | null }>(
      'select column_key as key, question_id as "questionId" from policy_column_mapping where column_key = any($1)',
      [keys],
    );
    const decided = new Map(rows.map(({ key, questionId }) => [key, questionId]));
    const byId = new Map(questions.map((question) => [question.id, question]));
    const asked = questions.filter(({ retired }) => !retired);
    return new Map(
      titles.map((title, index): [string, ColumnMapping] => {
        const questionId = decided.get(keys[index] ?? '');
        if (questionId !== undefined) {
          const question = questionId === null ? undefined : byId.get(questionId);
          const retired = question?.retired ?? false;
          return [title, { question: retired ? undefined : question, by: 'person', retired }];
        }
        const question = questionNamed(title, asked);
        const retired = question === undefined && questionNamed(title, questions) !== undefined;
        return [title, { question, by: question || retired ? 'title' : 'nobody', retired }];
      }),
    );
  }

  /** Keeps what people said, by title; null leaves a column out. */
  async decide(decisions: ReadonlyMap<string, string | null>, campaignName: string): Promise<void> {
    if (decisions.size === 0) return;
    const actor = currentContext()?.actor;
    const rows = [...decisions].map(([title, questionId]) => ({
      key: columnKey(title, campaignName),
      title,
      questionId,
    }));
    const unique = [...new Map(rows.map((row) => [row.key, row])).values()];
    await this.database.transaction(async () => {
      await this.database.query(
        `insert into policy_column_mapping (column_key, title, question_id, decided_by_id, decided_at)
         select key, title, "questionId", $2, $3 from jsonb_to_recordset($1) as m(key text, title text, "questionId" uuid)
         on conflict (column_key) do update set title = excluded.title, question_id = excluded.question_id,
           decided_by_id = excluded.decided_by_id, decided_at = excluded.decided_at`,
        [JSON.stringify(unique), actor?.kind === 'person' ? actor.id : null, this.clock.now()],
      );
      await this.audit.record({
        action: 'import_columns.mapped',
        subjectKind: 'policy_column_mapping',
        subjectId: campaignName,
        details: { columns: unique.length },
      });
    });
  }
}
