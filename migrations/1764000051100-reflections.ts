import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reflective accounts, in drafts and complete. */
export class Reflections1764000051100 implements MigrationInterface {
  name = 'Reflections1764000051100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "portfolio_reflection" (
      "id" uuid not null,
      "person_id" uuid not null,
      "activity_id" uuid,
      "enrolment_id" uuid,
      "lesson_id" uuid,
      "block_key" text,
      "prompt" text,
      "title" text not null,
      "ground" text,
      "nature" text not null,
      "learned" text not null,
      "changed" text not null,
      "relevance" text not null,
      "themes" text array not null,
      "completed_on" date,
      "revision" integer not null default 0,
      "saved_by_page" uuid,
      "started_at" timestamp with time zone not null,
      "changed_at" timestamp with time zone not null,
      "removed_at" timestamp with time zone,
      constraint "PK_portfolio_reflection" primary key ("id"),
      constraint "portfolio_reflection_person_fk" foreign key ("person_id") references "person" ("id"),
      constraint "portfolio_reflection_activity_fk" foreign key ("activity_id") references "portfolio_activity" ("id"),
      constraint "portfolio_reflection_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id"),
      constraint "portfolio_reflection_lesson_fk" foreign key ("lesson_id") references "course_lesson" ("id"))`);
    await runner.query(
      'create index "portfolio_reflection_person" on "portfolio_reflection" ("person_id", "changed_at", "id")',
    );
    await runner.query('create index "portfolio_reflection_activity" on "portfolio_reflection" ("activity_id")');
    await runner.query('create index "portfolio_reflection_enrolment" on "portfolio_reflection" ("enrolment_id")');
    await runner.query(`create unique index "portfolio_reflection_prompt" on "portfolio_reflection"
      ("person_id", "enrolment_id", "lesson_id", "block_key") where "removed_at" is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "portfolio_reflection"');
  }
}
