import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, what they may do, where they work, and the links that were mailed to them. */
export class Accounts1764000002000 implements MigrationInterface {
  name = 'Accounts1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "person" (
      "id" uuid not null,
      "email" text not null,
      "password_hash" text,
      "name" text not null,
      "profession" text not null,
      "registration_body" text,
      "registration_number" text,
      "confirmed_at" timestamp with time zone,
      "deactivated_at" timestamp with time zone,
      "created_at" timestamp with time zone not null,
      "search_key" text not null,
      constraint "person_email_is_lower" check ("email" = lower("email")),
      constraint "person_registration" check (("registration_body" is null) = ("registration_number" is null)),
      constraint "PK_person" primary key ("id"))`);
    await runner.query('create unique index "person_email" on "person" ("email")');
    await runner.query('create index "person_search_key" on "person" using gin ("search_key" gin_trgm_ops)');
    await runner.query(`create table "person_role" (
      "person_id" uuid not null,
      "role" text not null,
      "granted_at" timestamp with time zone not null,
      constraint "PK_person_role" primary key ("person_id", "role"),
      constraint "person_role_person" foreign key ("person_id") references "person" ("id") on delete cascade)`);
    await runner.query('create index "person_role_role" on "person_role" ("role")');
    await runner.query(`create table "account_token" (
      "hash" text not null,
      "person_id" uuid not null,
      "kind" text not null,
      "expires_at" timestamp with time zone not null,
      "used_at" timestamp with time zone,
      constraint "PK_account_token" primary key ("hash"),
      constraint "account_token_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade)`);
    await runner.query('create index "account_token_person" on "account_token" ("person_id")');
    await runner.query(`create table "workplace" (
      "id" uuid not null,
      "person_id" uuid not null,
      "organisation_id" uuid,
      "kind" text not null,
      "name" text,
      "nation" text not null,
      "region_code" text,
      "icb_code" text,
      "started_at" timestamp with time zone not null,
      "ended_at" timestamp with time zone,
      "is_current" boolean not null default false,
      constraint "workplace_current_is_open" check (not ("is_current" and "ended_at" is not null)),
      constraint "workplace_organisation_kind" check (("kind" = 'organisation') = ("organisation_id" is not null)),
      constraint "PK_workplace" primary key ("id"),
      constraint "workplace_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "workplace_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"))`);
    await runner.query('create index "workplace_person" on "workplace" ("person_id")');
    await runner.query('create unique index "workplace_current" on "workplace" ("person_id") where "is_current"');
    await runner.query(
      'create unique index "workplace_organisation_once" on "workplace" ("person_id", "organisation_id") where "ended_at" is null',
    );
    await runner.query('create index "workplace_organisation" on "workplace" ("organisation_id")');
    // A changed password ends the person's other sessions: found by who is in them.
    await runner.query(`create index "session_person" on "session" (("sess" -> 'passport' ->> 'user'))`);
    // The audit page reads by kind of action, newest first; ids are made in the order of time.
    await runner.query('create index "audit_entry_action" on "audit_entry" ("action", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "audit_entry_action"');
    await runner.query('drop index "session_person"');
    await runner.query('drop table "workplace", "account_token", "person_role", "person"');
  }
}
