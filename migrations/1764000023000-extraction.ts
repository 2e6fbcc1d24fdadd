import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reading documents: drafts of answers, answers that point to another one, and what a second reader found. */
export class Extraction1764000023000 implements MigrationInterface {
  name = 'Extraction1764000023000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "policy_fact" add column "answered_under_id" uuid,
      add constraint "policy_fact_answered_under_fk" foreign key ("answered_under_id") references "policy_question" ("id")`);
    await runner.query(`create table "policy_draft" (
      "id" uuid not null,
      "document_lineage" text not null,
      "question_id" uuid not null,
      "part" integer not null,
      "person_id" uuid not null,
      "fields" jsonb not null,
      "base_fact_id" uuid,
      "version" integer not null,
      "kept_at" timestamp with time zone not null,
      constraint "PK_policy_draft" primary key ("id"),
      constraint "policy_draft_question_fk" foreign key ("question_id") references "policy_question" ("id"),
      constraint "policy_draft_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade)`);
    await runner.query(
      'create unique index "policy_draft_once" on "policy_draft" ("document_lineage", "question_id", "part", "person_id")',
    );
    await runner.query('create index "policy_draft_person" on "policy_draft" ("person_id")');
    await runner.query(`create table "policy_verification_outcome" (
      "id" uuid not null,
      "fact_id" uuid not null,
      "outcome" text not null,
      "reason" text,
      "corrected_fact_id" uuid,
      "read_by_id" uuid not null,
      "read_at" timestamp with time zone not null,
      constraint "policy_verification_outcome_kind" check ("outcome" in ('agreed', 'corrected', 'sent_back', 'withdrawn')),
      constraint "policy_verification_outcome_reason" check (("outcome" = 'agreed') or "reason" is not null),
      constraint "PK_policy_verification_outcome" primary key ("id"),
      constraint "policy_verification_outcome_fact_fk" foreign key ("fact_id") references "policy_fact" ("id"),
      constraint "policy_verification_outcome_corrected_fk" foreign key ("corrected_fact_id") references "policy_fact" ("id"))`);
    await runner.query(
      'create unique index "policy_verification_outcome_once" on "policy_verification_outcome" ("fact_id")',
    );
    await runner.query(
      'create index "policy_verification_outcome_corrected" on "policy_verification_outcome" ("corrected_fact_id")',
    );
    await runner.query(`create trigger "policy_verification_outcome_stays" before update or delete on "policy_verification_outcome"
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "policy_verification_outcome", "policy_draft"');
    await runner.query('alter table "policy_fact" drop column "answered_under_id"');
  }
}
