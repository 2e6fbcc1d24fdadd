import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a changed profile changes for learners, and what was decided about it. */
export class Changes1764000026000 implements MigrationInterface {
  name = 'Changes1764000026000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "change_impact" (
      "id" uuid not null,
      "organisation_id" uuid not null,
      "before_revision_id" uuid not null,
      "after_revision_id" uuid not null,
      "opened_at" timestamp with time zone not null,
      "differences" jsonb,
      "settled_at" timestamp with time zone,
      constraint "change_impact_settled_is_reckoned" check ("settled_at" is null or "differences" is not null),
      constraint "PK_change_impact" primary key ("id"),
      constraint "change_impact_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "change_impact_before_fk" foreign key ("before_revision_id") references "policy_profile_revision" ("id"),
      constraint "change_impact_after_fk" foreign key ("after_revision_id") references "policy_profile_revision" ("id"))`);
    await runner.query(
      'create unique index "change_impact_open" on "change_impact" ("organisation_id") where "settled_at" is null',
    );
    await runner.query('create index "change_impact_organisation" on "change_impact" ("organisation_id")');
    await runner.query(`create table "change_decision" (
      "id" uuid not null,
      "impact_id" uuid not null,
      "what_follows" text not null,
      "note" text,
      "decided_by_id" uuid,
      "decided_at" timestamp with time zone not null,
      constraint "PK_change_decision" primary key ("id"),
      constraint "change_decision_impact_fk" foreign key ("impact_id") references "change_impact" ("id"),
      constraint "change_decision_person_fk" foreign key ("decided_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "change_decision_impact" on "change_decision" ("impact_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "change_decision", "change_impact"');
  }
}
