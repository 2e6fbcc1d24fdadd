import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of requests: the files with the outcome of each row, and what people decided about names and columns. */
export class Imports1764000022000 implements MigrationInterface {
  name = 'Imports1764000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "policy_body_match" (
      "name_key" text not null,
      "name" text not null,
      "organisation_id" uuid,
      "decided_by_id" uuid,
      "decided_at" timestamp with time zone not null,
      constraint "PK_policy_body_match" primary key ("name_key"),
      constraint "policy_body_match_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query(`create table "policy_column_mapping" (
      "column_key" text not null,
      "title" text not null,
      "question_id" uuid,
      "decided_by_id" uuid,
      "decided_at" timestamp with time zone not null,
      constraint "PK_policy_column_mapping" primary key ("column_key"),
      constraint "policy_column_mapping_question_fk" foreign key ("question_id") references "policy_question" ("id"))`);
    await runner.query(`create table "policy_import" (
      "id" uuid not null,
      "campaign_id" uuid,
      "campaign_name" text not null,
      "format" text not null,
      "file_name" text not null,
      "sha256" text not null,
      "notes" jsonb not null,
      "columns" jsonb not null,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid,
      "applied_at" timestamp with time zone,
      "applied_by_id" uuid,
      "undone_at" timestamp with time zone,
      "undone_by_id" uuid,
      constraint "policy_import_undone_was_applied" check ("undone_at" is null or "applied_at" is not null),
      constraint "PK_policy_import" primary key ("id"),
      constraint "policy_import_campaign_fk" foreign key ("campaign_id") references "policy_campaign" ("id"))`);
    await runner.query('create index "policy_import_campaign" on "policy_import" ("campaign_id")');
    await runner.query(`create table "policy_import_row" (
      "id" uuid not null,
      "import_id" uuid not null,
      "line" integer not null,
      "body" text not null,
      "content" jsonb not null,
      "outcome" text not null,
      "reasons" jsonb not null,
      "organisation_id" uuid,
      "matched_by" text,
      "candidate_ids" jsonb not null,
      "taken" jsonb,
      "request_id" uuid,
      "undo" jsonb,
      constraint "policy_import_row_outcome" check ("outcome" in ('new', 'changed', 'unchanged', 'in_doubt', 'rejected')),
      constraint "PK_policy_import_row" primary key ("id"),
      constraint "policy_import_row_import_fk" foreign key ("import_id") references "policy_import" ("id"),
      constraint "policy_import_row_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query('create index "policy_import_row_import" on "policy_import_row" ("import_id", "line")');
    await runner.query('create index "policy_import_row_organisation" on "policy_import_row" ("organisation_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "policy_import_row", "policy_import", "policy_column_mapping", "policy_body_match"');
  }
}
