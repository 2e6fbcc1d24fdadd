import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bank of questions: each by its name, with all its versions. */
export class QuestionBank1764000030100 implements MigrationInterface {
  name = 'QuestionBank1764000030100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "bank_question" (
      "id" uuid not null,
      "name" text not null,
      "kind" text not null,
      "search_key" text not null,
      "tags" text[] not null,
      "outcomes" text[] not null default '{}',
      "newest" integer not null,
      constraint "bank_question_kind" check ("kind" in ('single', 'multiple', 'true_false')),
      constraint "PK_bank_question" primary key ("id"))`);
    await runner.query('create unique index "bank_question_name" on "bank_question" ("name")');
    await runner.query('create index "bank_question_tags" on "bank_question" using gin ("tags")');
    await runner.query(
      'create index "bank_question_search_key" on "bank_question" using gin ("search_key" gin_trgm_ops)',
    );
    await runner.query(`create table "bank_question_version" (
      "question_id" uuid not null,
      "number" integer not null,
      "content" jsonb not null,
      "made_at" timestamp with time zone not null,
      constraint "PK_bank_question_version" primary key ("question_id", "number"),
      constraint "bank_question_version_question_fk" foreign key ("question_id") references "bank_question" ("id"))`);
    await runner.query(
      'create trigger "bank_question_version_stays" before update or delete on "bank_question_version" for each row execute function refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "bank_question_version", "bank_question"');
  }
}
