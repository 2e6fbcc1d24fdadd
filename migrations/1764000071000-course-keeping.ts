import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By when courses are reviewed again, and that they are retired. */
export class CourseKeeping1764000071000 implements MigrationInterface {
  name = 'CourseKeeping1764000071000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_retirement" (
      "id" uuid not null,
      "course_id" uuid not null,
      "finish_by" date,
      "reason" text not null,
      "retired_at" timestamp with time zone not null,
      "retired_by_id" uuid not null,
      "ended_at" timestamp with time zone,
      "ended_by_id" uuid,
      constraint "course_retirement_end" check (("ended_at" is null) = ("ended_by_id" is null)),
      constraint "PK_course_retirement" primary key ("id"),
      constraint "course_retirement_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "course_retirement_person_fk" foreign key ("retired_by_id") references "person" ("id"),
      constraint "course_retirement_ended_by_fk" foreign key ("ended_by_id") references "person" ("id"))`);
    await runner.query(
      `create unique index "course_retirement_standing" on "course_retirement" ("course_id") where "ended_at" is null`,
    );
    await runner.query(`create table "course_review_day" (
      "id" uuid not null,
      "course_id" uuid not null,
      "review_by" date not null,
      "set_at" timestamp with time zone not null,
      "set_by_id" uuid not null,
      constraint "PK_course_review_day" primary key ("id"),
      constraint "course_review_day_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "course_review_day_person_fk" foreign key ("set_by_id") references "person" ("id"))`);
    await runner.query('create index "course_review_day_course" on "course_review_day" ("course_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_review_day"');
    await runner.query('drop table "course_retirement"');
  }
}
