import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cohorts: who is to take a course, by hand or by rule; the contacts of a Trust who see how far theirs are. */
export class Cohorts1764000050100 implements MigrationInterface {
  name = 'Cohorts1764000050100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "cohort" (
      "id" uuid not null,
      "course_id" uuid not null,
      "name" text not null,
      "by" text not null,
      "organisation_id" uuid,
      "professions" text array,
      "nation" text,
      "area_code" text,
      "reason" text not null,
      "due_on" date,
      "due_days" integer,
      "made_at" timestamp with time zone not null,
      "made_by_id" uuid,
      "started_at" timestamp with time zone,
      "ended_at" timestamp with time zone,
      constraint "cohort_by" check ("by" in ('hand', 'rule')),
      constraint "cohort_due" check ("due_on" is null or "due_days" is null),
      constraint "cohort_rule" check ("by" = 'hand' or "organisation_id" is not null or "professions" is not null or "nation" is not null or "area_code" is not null),
      constraint "PK_cohort" primary key ("id"),
      constraint "cohort_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "cohort_organisation_fk" foreign key ("organisation_id") references "organisation" ("id"),
      constraint "cohort_person_fk" foreign key ("made_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "cohort_course" on "cohort" ("course_id", "id")');
    await runner.query('create index "cohort_organisation" on "cohort" ("organisation_id")');
    await runner.query(
      `create index "cohort_standing_rule" on "cohort" ("id") where "by" = 'rule' and "started_at" is not null and "ended_at" is null`,
    );
    await runner.query(`create table "cohort_member" (
      "cohort_id" uuid not null,
      "person_id" uuid not null,
      "by" text not null,
      "joined_at" timestamp with time zone not null,
      "added_by_id" uuid,
      "left_at" timestamp with time zone,
      constraint "cohort_member_by" check ("by" in ('hand', 'rule', 'code')),
      constraint "PK_cohort_member" primary key ("cohort_id", "person_id"),
      constraint "cohort_member_cohort_fk" foreign key ("cohort_id") references "cohort" ("id"),
      constraint "cohort_member_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "cohort_member_added_by_fk" foreign key ("added_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "cohort_member_person" on "cohort_member" ("person_id")');
    await runner.query(`create table "cohort_contact" (
      "cohort_id" uuid not null,
      "person_id" uuid not null,
      "named_at" timestamp with time zone not null,
      "named_by_id" uuid,
      constraint "PK_cohort_contact" primary key ("cohort_id", "person_id"),
      constraint "cohort_contact_cohort_fk" foreign key ("cohort_id") references "cohort" ("id"),
      constraint "cohort_contact_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "cohort_contact_named_by_fk" foreign key ("named_by_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "cohort_contact_person" on "cohort_contact" ("person_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "cohort_contact", "cohort_member", "cohort"');
  }
}
