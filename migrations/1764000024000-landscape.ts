import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers tell us that is wrong or newer, and the passages that Trusts may learn from. */
export class Landscape1764000024000 implements MigrationInterface {
  name = 'Landscape1764000024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "policy_report" (
      "id" uuid not null,
      "reference" text not null,
      "organisation_id" uuid not null,
      "question_id" uuid,
      "kind" text not null,
      "words" text not null,
      "url" text,
      "email" text,
      "sent_at" timestamp with time zone not null,
      "state" text not null,
      "fact_id" uuid,
      "note" text,
      "decided_at" timestamp with time zone,
      "decided_by_id" uuid,
      constraint "policy_report_kind" check ("kind" in ('wrong', 'newer', 'other')),
      constraint "policy_report_state" check ("state" in ('new', 'document', 'fact', 'closed')),
      constraint "policy_report_decided" check (("state" = 'new') = ("decided_at" is null)),
      constraint "policy_report_address_goes" check ("decided_at" is null or "email" is null),
      constraint "PK_policy_report" primary key ("id"),
      constraint "policy_report_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "policy_report_question_fk" foreign key ("question_id") references "policy_question" ("id"),
      constraint "policy_report_fact_fk" foreign key ("fact_id") references "policy_fact" ("id"),
      constraint "policy_report_person_fk" foreign key ("decided_by_id") references "person" ("id"))`);
    await runner.query('create unique index "policy_report_reference" on "policy_report" ("reference")');
    await runner.query('create index "policy_report_waiting" on "policy_report" ("state", "id")');
    await runner.query('create index "policy_report_organisation" on "policy_report" ("organisation_id")');
    await runner.query(`create table "policy_good_practice" (
      "id" uuid not null,
      "fact_id" uuid not null,
      "why" text not null,
      "marked_at" timestamp with time zone not null,
      "marked_by_id" uuid not null,
      "withdrawn_at" timestamp with time zone,
      "withdrawn_by_id" uuid,
      "withdrawn_for" text,
      constraint "policy_good_practice_withdrawn" check (("withdrawn_at" is null) = ("withdrawn_for" is null)),
      constraint "PK_policy_good_practice" primary key ("id"),
      constraint "policy_good_practice_fact_fk" foreign key ("fact_id") references "policy_fact" ("id"),
      constraint "policy_good_practice_marked_by_fk" foreign key ("marked_by_id") references "person" ("id"),
      constraint "policy_good_practice_withdrawn_by_fk" foreign key ("withdrawn_by_id") references "person" ("id"))`);
    await runner.query(
      'create unique index "policy_good_practice_present" on "policy_good_practice" ("fact_id") where "withdrawn_at" is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "policy_good_practice", "policy_report"');
  }
}
