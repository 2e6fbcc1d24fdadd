import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies of documents with their text, and what a document is: on which copy, after which earlier version, whose. */
export class Documents1764000021000 implements MigrationInterface {
  name = 'Documents1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "policy_file" (
      "id" uuid not null,
      "sha256" text not null,
      "name" text not null,
      "media_type" text not null,
      "size" integer not null,
      "uploaded_by_id" uuid not null,
      "uploaded_at" timestamp with time zone not null,
      "text_state" text not null,
      "text_problem" text,
      "pages" integer,
      "erased_at" timestamp with time zone,
      constraint "policy_file_text_state" check ("text_state" in ('waiting', 'ready', 'none', 'encrypted', 'failed')),
      constraint "PK_policy_file" primary key ("id"))`);
    await runner.query('create unique index "policy_file_sha256" on "policy_file" ("sha256")');
    await runner.query(`create table "policy_file_page" (
      "file_id" uuid not null,
      "number" integer not null,
      "text" text not null,
      "search" tsvector,
      constraint "PK_policy_file_page" primary key ("file_id", "number"),
      constraint "policy_file_page_file_fk" foreign key ("file_id") references "policy_file" ("id") on delete cascade)`);
    await runner.query('create index "policy_file_page_search" on "policy_file_page" using gin ("search")');
    // A trigger and not a generated column, which TypeORM cannot compare without a table of its own.
    await runner.query(`create trigger policy_file_page_is_searched before insert or update on "policy_file_page"
      for each row execute function tsvector_update_trigger("search", 'pg_catalog.english', "text")`);
    await runner.query(`alter table "policy_document"
      add column "file_id" uuid,
      add column "request_id" uuid,
      add column "replaces_lineage" text,
      add column "copyright_owner" text,
      add column "licence" text,
      add column "may_publish" text not null default 'unknown',
      add column "withdrawn_for" text,
      add constraint "policy_document_may_publish" check ("may_publish" in ('unknown', 'yes', 'no')),
      add constraint "policy_document_withdrawn_is_superseded" check ("withdrawn_for" is null or "superseded_at" is not null),
      add constraint "policy_document_request_fk" foreign key ("request_id") references "policy_request" ("id"),
      add constraint "policy_document_file_fk" foreign key ("file_id") references "policy_file" ("id")`);
    await runner.query('create index "policy_document_file" on "policy_document" ("file_id")');
    await runner.query('create index "policy_document_request" on "policy_document" ("request_id")');
    await runner.query('create index "policy_document_recorded" on "policy_document" ("recorded_at", "id")');
    // Versions stand in a line: no two of them replace the same one.
    await runner.query(
      'create unique index "policy_document_replaces" on "policy_document" ("replaces_lineage") where "superseded_at" is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "policy_document"
      drop column "file_id", drop column "request_id", drop column "withdrawn_for", drop column "replaces_lineage", drop column "copyright_owner", drop column "licence", drop column "may_publish"`);
    await runner.query('drop index "policy_document_recorded"');
    await runner.query('drop table "policy_file_page", "policy_file"');
  }
}
