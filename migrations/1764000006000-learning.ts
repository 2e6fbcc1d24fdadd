import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who takes which course, what they have read, and their knowledge checks. */
export class Learning1764000006000 implements MigrationInterface {
  name = 'Learning1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "welcome_case" (
      "person_id" uuid not null,
      "nation" text not null,
      "answer" text not null,
      "opened_at" timestamptz not null,
      "seconds" integer not null,
      constraint "PK_welcome_case" primary key ("person_id"),
      constraint "welcome_case_person" foreign key ("person_id") references "person" ("id") on delete cascade)`);
    await runner.query(`create table "enrolment" (
      "id" uuid not null,
      "person_id" uuid not null,
      "course_id" uuid not null,
      "course_version_id" uuid not null,
      "enrolled_at" timestamptz not null,
      "completed_at" timestamptz,
      "withdrawn_at" timestamptz,
      constraint "PK_enrolment" primary key ("id"),
      constraint "enrolment_person" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "enrolment_course" foreign key ("course_id") references "course" ("id"),
      constraint "enrolment_course_version" foreign key ("course_version_id") references "course_version" ("id"))`);
    await runner.query(
      'create unique index "enrolment_live" on "enrolment" ("person_id", "course_id") where "withdrawn_at" is null',
    );
    await runner.query('create index "enrolment_version" on "enrolment" ("course_version_id")');
    await runner.query(`create table "lesson_completion" (
      "enrolment_id" uuid not null,
      "lesson_id" uuid not null,
      "completed_at" timestamptz not null,
      "shown_on" date not null,
      "workplace_id" uuid,
      "profile_revision_id" uuid,
      "shown" jsonb not null,
      constraint "PK_lesson_completion" primary key ("enrolment_id", "lesson_id"),
      constraint "lesson_completion_enrolment" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "lesson_completion_lesson" foreign key ("lesson_id") references "course_lesson" ("id"))`);
    await runner.query(`create table "attempt" (
      "id" uuid not null,
      "enrolment_id" uuid not null,
      "number" integer not null,
      "started_at" timestamptz not null,
      "submitted_at" timestamptz,
      "workplace_id" uuid,
      "profile_revision_id" uuid,
      "asked" jsonb not null,
      "core_right" integer,
      "core_of" integer,
      "local_right" integer,
      "local_of" integer,
      "passed" boolean,
      constraint "PK_attempt" primary key ("id"),
      constraint "attempt_marked" check (("submitted_at" is null) = ("passed" is null)),
      constraint "attempt_enrolment" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade)`);
    await runner.query('create unique index "attempt_number" on "attempt" ("enrolment_id", "number")');
    await runner.query('create unique index "attempt_open" on "attempt" ("enrolment_id") where "submitted_at" is null');
    await runner.query(`create table "attempt_answer" (
      "attempt_id" uuid not null,
      "question_id" text not null,
      "option_id" text not null,
      "answered_at" timestamptz not null,
      constraint "PK_attempt_answer" primary key ("attempt_id", "question_id"),
      constraint "attempt_answer_attempt" foreign key ("attempt_id") references "attempt" ("id") on delete cascade)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "attempt_answer", "attempt", "lesson_completion", "enrolment", "welcome_case"');
  }
}
