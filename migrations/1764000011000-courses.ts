import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses, their published versions with lessons and questions, and who reviewed them. */
export class Courses1764000011000 implements MigrationInterface {
  name = 'Courses1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course" (
      "id" uuid not null,
      "slug" text not null,
      constraint "PK_course" primary key ("id"))`);
    await runner.query('create unique index "course_slug" on "course" ("slug")');
    await runner.query(`create table "course_version" (
      "id" uuid not null,
      "course_id" uuid not null,
      "number" integer not null,
      "content" jsonb not null,
      "sha256" text not null,
      "published_at" timestamp with time zone not null,
      constraint "PK_course_version" primary key ("id"),
      constraint "course_version_course_fk" foreign key ("course_id") references "course" ("id"))`);
    await runner.query('create unique index "course_version_number" on "course_version" ("course_id", "number")');
    await runner.query(`create table "course_lesson" (
      "id" uuid not null,
      "version_id" uuid not null,
      "slug" text not null,
      "position" integer not null,
      "content" jsonb not null,
      constraint "PK_course_lesson" primary key ("id"),
      constraint "course_lesson_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query('create unique index "course_lesson_slug" on "course_lesson" ("version_id", "slug")');
    await runner.query(`create table "course_question" (
      "id" uuid not null,
      "version_id" uuid not null,
      "key" text not null,
      "position" integer not null,
      "content" jsonb not null,
      constraint "PK_course_question" primary key ("id"),
      constraint "course_question_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query('create unique index "course_question_key" on "course_question" ("version_id", "key")');
    await runner.query(`create table "course_review" (
      "id" uuid not null,
      "version_id" uuid not null,
      "kind" text not null,
      "reviewer_name" text not null,
      "reviewer_role" text not null,
      "reviewed_on" date not null,
      "note" text,
      "recorded_at" timestamp with time zone not null,
      "recorded_by_id" uuid,
      constraint "course_review_kind" check ("kind" in ('clinical', 'legal')),
      constraint "PK_course_review" primary key ("id"),
      constraint "course_review_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query('create index "course_review_version" on "course_review" ("version_id", "kind")');
    // What was published, and who stood for it, stays as it was.
    for (const table of ['course_version', 'course_lesson', 'course_question', 'course_review'])
      await runner.query(
        `create trigger "${table}_stays" before update or delete on "${table}" for each row execute function refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_review", "course_question", "course_lesson", "course_version", "course"');
  }
}
