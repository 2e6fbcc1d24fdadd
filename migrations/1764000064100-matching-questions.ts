import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bank holds matching questions as well. */
export class MatchingQuestions1764000064100 implements MigrationInterface {
  name = 'MatchingQuestions1764000064100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "bank_question" drop constraint "bank_question_kind",
      add constraint "bank_question_kind" check ("kind" in ('single', 'multiple', 'true_false', 'matching'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "bank_question" drop constraint "bank_question_kind",
      add constraint "bank_question_kind" check ("kind" in ('single', 'multiple', 'true_false'))`);
  }
}
