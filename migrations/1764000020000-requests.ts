import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Freedom of Information requests: campaigns, the request to each body, and what happened with it. */
export class Requests1764000020000 implements MigrationInterface {
  name = 'Requests1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "policy_campaign" (
      "id" uuid not null,
      "slug" text not null,
      "name" text not null,
      "questions" jsonb not null,
      "letter" text not null,
      "created_at" timestamp with time zone not null,
      "created_by_id" uuid,
      "closed_at" timestamp with time zone,
      constraint "PK_policy_campaign" primary key ("id"))`);
    await runner.query('create unique index "policy_campaign_slug" on "policy_campaign" ("slug")');
    await runner.query('create unique index "policy_campaign_name" on "policy_campaign" ("name")');
    await runner.query(`create table "policy_request" (
      "id" uuid not null,
      "campaign_id" uuid not null,
      "organisation_id" uuid not null,
      "moved_from_id" uuid,
      "state" text not null,
      "sent_on" date,
      "due_on" date,
      "answered_on" date,
      "exemption" text,
      "url" text,
      "updated_at" timestamp with time zone not null,
      constraint "policy_request_not_sent_has_no_dates" check ("state" <> 'not_sent' or ("sent_on" is null and "due_on" is null)),
      constraint "PK_policy_request" primary key ("id"),
      constraint "policy_request_campaign_fk" foreign key ("campaign_id") references "policy_campaign" ("id"),
      constraint "policy_request_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "policy_request_moved_from_fk" foreign key ("moved_from_id") references "organisation" ("id"))`);
    await runner.query(
      'create unique index "policy_request_once" on "policy_request" ("campaign_id", "organisation_id")',
    );
    await runner.query('create index "policy_request_organisation" on "policy_request" ("organisation_id")');
    await runner.query(`create table "policy_request_event" (
      "id" uuid not null,
      "request_id" uuid not null,
      "kind" text not null,
      "on_date" date not null,
      "text" text,
      "days" integer,
      "recorded_by_id" uuid,
      "recorded_at" timestamp with time zone not null,
      "withdrawn_at" timestamp with time zone,
      constraint "PK_policy_request_event" primary key ("id"),
      constraint "policy_request_event_request_fk" foreign key ("request_id") references "policy_request" ("id"))`);
    await runner.query(
      'create index "policy_request_event_request" on "policy_request_event" ("request_id", "on_date")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "policy_request_event", "policy_request", "policy_campaign"');
  }
}
