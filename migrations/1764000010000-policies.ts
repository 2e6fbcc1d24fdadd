import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What policies say: questions, documents, facts, who verified them, and the profiles that they make. */
export class Policies1764000010000 implements MigrationInterface {
  name = 'Policies1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "policy_question" (
      "id" uuid not null,
      "key" text not null,
      "wording" text not null,
      "short_name" text not null,
      "topic" text not null,
      "kind" text not null,
      "options" jsonb not null,
      "position" integer not null,
      "retired" boolean not null default false,
      constraint "PK_policy_question" primary key ("id"))`);
    await runner.query('create unique index "policy_question_key" on "policy_question" ("key")');
    await runner.query(`create table "policy_document" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "title" text not null,
      "url" text,
      "subject" text not null,
      "publisher" text,
      "standing" text not null,
      "document_date" text,
      "seen_on" date,
      "confirmed_on" date,
      "replied_on" date,
      "attributes" jsonb not null,
      "unverified" jsonb not null,
      "lineage" text not null,
      "recorded_at" timestamp with time zone not null,
      "superseded_at" timestamp with time zone,
      constraint "PK_policy_document" primary key ("id"),
      constraint "policy_document_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query('create index "policy_document_organisation" on "policy_document" ("organisation_id")');
    await runner.query(
      'create unique index "policy_document_current" on "policy_document" ("lineage") where "superseded_at" is null',
    );
    await runner.query(`create table "policy_fact" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "question_id" uuid not null,
      "document_id" uuid not null,
      "state" text not null,
      "value" jsonb,
      "quote" text,
      "paraphrase" text,
      "locator" text,
      "note" text,
      "standing" text not null,
      "ages_from" text,
      "lineage" text not null,
      "extracted_by_id" uuid,
      "recorded_at" timestamp with time zone not null,
      "superseded_at" timestamp with time zone,
      "withdrawn_for" text,
      constraint "policy_fact_withdrawn_is_superseded" check ("withdrawn_for" is null or "superseded_at" is not null),
      constraint "PK_policy_fact" primary key ("id"),
      constraint "policy_fact_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "policy_fact_question_fk" foreign key ("question_id") references "policy_question" ("id"),
      constraint "policy_fact_document_fk" foreign key ("document_id") references "policy_document" ("id"))`);
    await runner.query('create index "policy_fact_organisation" on "policy_fact" ("organisation_id")');
    await runner.query('create index "policy_fact_question" on "policy_fact" ("question_id")');
    await runner.query('create index "policy_fact_document" on "policy_fact" ("document_id")');
    await runner.query(
      'create unique index "policy_fact_current" on "policy_fact" ("lineage") where "superseded_at" is null',
    );
    await runner.query(`create table "policy_verification" (
      "id" uuid not null,
      "fact_id" uuid not null,
      "verified_on" date not null,
      "verified_by_id" uuid,
      "note" text,
      "recorded_at" timestamp with time zone not null,
      constraint "PK_policy_verification" primary key ("id"),
      constraint "policy_verification_fact_fk" foreign key ("fact_id") references "policy_fact" ("id"))`);
    await runner.query('create unique index "policy_verification_once" on "policy_verification" ("fact_id")');
    await runner.query(`create table "policy_profile_revision" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "number" integer not null,
      "snapshot" jsonb not null,
      "made_at" timestamp with time zone not null,
      constraint "PK_policy_profile_revision" primary key ("id"),
      constraint "policy_profile_revision_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query(
      'create unique index "policy_profile_revision_number" on "policy_profile_revision" ("organisation_id", "number")',
    );
    await runner.query(`create table "policy_profile" (
      "organisation_id" uuid not null,
      "revision_id" uuid,
      "number" integer not null default 0,
      constraint "PK_policy_profile" primary key ("organisation_id"),
      constraint "policy_profile_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "policy_profile_revision_fk" foreign key ("revision_id") references "policy_profile_revision" ("id"))`);
    // What a lesson was made from must stay readable as it was.
    await runner.query(`create trigger policy_profile_revision_stays before update or delete on "policy_profile_revision"
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table "policy_profile", "policy_profile_revision", "policy_verification", "policy_fact", "policy_document", "policy_question"`,
    );
  }
}
