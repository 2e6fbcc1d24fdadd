import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who takes which course, what they have read, and their knowledge checks. */
export class Learning1764000012000 implements MigrationInterface {
  name = 'Learning1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "enrolment" (
      "id" uuid not null,
      "person_id" uuid not null,
      "course_id" uuid not null,
      "course_version_id" uuid not null,
      "enrolled_at" timestamp with time zone not null,
      "completed_at" timestamp with time zone,
      constraint "PK_enrolment" primary key ("id"),
      constraint "enrolment_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "enrolment_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "enrolment_version_fk" foreign key ("course_version_id") references "course_version" ("id"))`);
    await runner.query('create unique index "enrolment_once" on "enrolment" ("person_id", "course_id")');
    await runner.query('create index "enrolment_version" on "enrolment" ("course_version_id")');
    await runner.query(`create table "lesson_completion" (
      "enrolment_id" uuid not null,
      "lesson_id" uuid not null,
      "completed_at" timestamp with time zone not null,
      "shown_on" date not null,
      "profession" text not null,
      "workplace_id" uuid,
      "profile_revision_id" uuid,
      "shown" jsonb not null,
      constraint "PK_lesson_completion" primary key ("enrolment_id", "lesson_id"),
      constraint "lesson_completion_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "lesson_completion_lesson_fk" foreign key ("lesson_id") references "course_lesson" ("id"),
      constraint "lesson_completion_revision_fk" foreign key ("profile_revision_id") references "policy_profile_revision" ("id"))`);
    await runner.query(`create table "attempt" (
      "id" uuid not null,
      "enrolment_id" uuid not null,
      "course_version_id" uuid not null,
      "number" integer not null,
      "started_at" timestamp with time zone not null,
      "submitted_at" timestamp with time zone,
      "workplace_id" uuid,
      "profile_revision_id" uuid,
      "asked" jsonb not null,
      "core_right" integer,
      "core_of" integer,
      "local_right" integer,
      "local_of" integer,
      "passed" boolean,
      constraint "attempt_marked" check (("submitted_at" is null) = ("passed" is null)),
      constraint "PK_attempt" primary key ("id"),
      constraint "attempt_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "attempt_version_fk" foreign key ("course_version_id") references "course_version" ("id"),
      constraint "attempt_revision_fk" foreign key ("profile_revision_id") references "policy_profile_revision" ("id"))`);
    await runner.query('create unique index "attempt_number" on "attempt" ("enrolment_id", "number")');
    await runner.query('create unique index "attempt_open" on "attempt" ("enrolment_id") where "submitted_at" is null');
    await runner.query(`create table "attempt_answer" (
      "attempt_id" uuid not null,
      "question_id" text not null,
      "option_id" text not null,
      "answered_at" timestamp with time zone not null,
      constraint "PK_attempt_answer" primary key ("attempt_id", "question_id"),
      constraint "attempt_answer_attempt_fk" foreign key ("attempt_id") references "attempt" ("id") on delete cascade)`);
    // What was shown and how it was marked stays as it was, whatever the code above it does.
    await runner.query(`create trigger lesson_completion_stays before update on "lesson_completion"
      for each row execute function refuse_change()`);
    await runner.query(`create trigger attempt_stays before update on "attempt"
      for each row when (old.submitted_at is not null) execute function refuse_change()`);
    await runner.query(`create function refuse_late_answer() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from attempt where id = new.attempt_id and submitted_at is not null) then
          raise exception 'the attempt was submitted: its answers stay as they are';
        end if;
        return new;
      end $$`);
    await runner.query(`create trigger attempt_answer_stays before insert or update on "attempt_answer"
      for each row execute function refuse_late_answer()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "attempt_answer", "attempt", "lesson_completion", "enrolment"');
    await runner.query('drop function refuse_late_answer()');
  }
}
