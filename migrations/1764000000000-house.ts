import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, rate limits, audit, mail, and what ships: the tables that every room relies on. */
export class House1764000000000 implements MigrationInterface {
  name = 'House1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query('create extension if not exists unaccent');
    await runner.query(`create table "session" (
      "sid" character varying not null,
      "sess" json not null,
      "expire" timestamp(6) without time zone not null,
      constraint "PK_session" primary key ("sid"))`);
    await runner.query('create index "session_expire" on "session" ("expire")');
    await runner.query(`create unlogged table "rate_limit" (
      "key" character varying(255) not null,
      "points" integer not null default 0,
      "expire" bigint,
      constraint "PK_rate_limit" primary key ("key"))`);
    await runner.query(`create table "shipped_data" (
      "name" text not null,
      "sha256" text not null,
      "loaded_at" timestamp with time zone not null,
      constraint "PK_shipped_data" primary key ("name"))`);
    await runner.query(`create table "audit_entry" (
      "id" uuid not null,
      "at" timestamp with time zone not null,
      "actor_id" uuid,
      "actor_kind" text not null,
      "action" text not null,
      "subject_kind" text not null,
      "subject_id" text not null,
      "details" jsonb not null,
      "request_id" text,
      constraint "PK_audit_entry" primary key ("id"))`);
    await runner.query('create index "audit_entry_subject" on "audit_entry" ("subject_kind", "subject_id")');
    await runner.query('create index "audit_entry_at" on "audit_entry" ("at", "id")');
    await runner.query(`create table "mail_message" (
      "id" uuid not null,
      "to_address" text not null,
      "subject" text not null,
      "text" text,
      "queued_at" timestamp with time zone not null,
      "sent_at" timestamp with time zone,
      constraint "PK_mail_message" primary key ("id"))`);
    await runner.query('create index "mail_message_queued_at" on "mail_message" ("queued_at")');
    await runner.query(`create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% is kept as it was written: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation'; end $$`);
    await runner.query(`create trigger audit_entry_is_kept before update or delete on "audit_entry"
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "mail_message", "audit_entry", "shipped_data", "rate_limit", "session"');
    await runner.query('drop function refuse_change()');
  }
}
