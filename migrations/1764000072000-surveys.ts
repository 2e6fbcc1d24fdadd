import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What learners know and are confident of before a course and after it, and what changed in their practice. */
export class Surveys1764000072000 implements MigrationInterface {
  name = 'Surveys1764000072000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "survey_answer" (
      "enrolment_id" uuid not null,
      "moment" text not null,
      "course_id" uuid not null,
      "answered_at" timestamptz not null,
      "declined" boolean not null,
      "tell_apart" smallint,
      "weigh" smallint,
      "find" smallint,
      "act" smallint,
      "changed" text,
      "words" text not null default '',
      "quotable" boolean not null default false,
      constraint "survey_answer_moment" check ("moment" in ('before', 'after', 'practice')),
      constraint "survey_answer_degrees" check ("tell_apart" between 1 and 5 and "weigh" between 1 and 5 and "find" between 1 and 5 and "act" between 1 and 5),
      constraint "survey_answer_changed" check ("changed" in ('yes', 'not_yet', 'no')),
      constraint "PK_survey_answer" primary key ("enrolment_id", "moment"),
      constraint "survey_answer_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "survey_answer_course_fk" foreign key ("course_id") references "course" ("id"))`);
    await runner.query(
      'create index "survey_answer_course" on "survey_answer" ("course_id", "moment", "answered_at", "enrolment_id")',
    );
    await runner.query(`create table "survey_question" (
      "enrolment_id" uuid not null,
      "question_id" uuid not null,
      "answer" text not null,
      "right_before" boolean not null,
      "right_after" boolean,
      "compared_at" timestamptz,
      constraint "PK_survey_question" primary key ("enrolment_id", "question_id"),
      constraint "survey_question_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade,
      constraint "survey_question_question_fk" foreign key ("question_id") references "course_question" ("id"))`);
    await runner.query('create index "survey_question_question" on "survey_question" ("question_id")');
    // Whoever completed a course eight to twelve weeks ago is found by the day.
    await runner.query(
      'create index "enrolment_completed" on "enrolment" ("completed_at") where "withdrawn_at" is null and "completed_at" is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "enrolment_completed"');
    await runner.query('drop table "survey_question", "survey_answer"');
  }
}
