import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What learners say of a course or a session, apart from who has said it. */
export class Evaluations1764000062100 implements MigrationInterface {
  name = 'Evaluations1764000062100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "evaluation" (
      "id" uuid not null,
      "course_id" uuid not null,
      "course_version_id" uuid,
      "live_session_id" uuid,
      "month" date not null,
      "relevant" smallint,
      "outcomes" smallint,
      "clear" smallint,
      "balanced" smallint,
      "confident" smallint,
      "recommend" smallint,
      "practice" text not null,
      "best" text not null,
      "better" text not null,
      "person_id" uuid,
      constraint "evaluation_degrees" check ("relevant" between 1 and 5 and "outcomes" between 1 and 5 and "clear" between 1 and 5 and "balanced" between 1 and 5 and "confident" between 1 and 5 and "recommend" between 1 and 5),
      constraint "PK_evaluation" primary key ("id"),
      constraint "evaluation_course_fk" foreign key ("course_id") references "course" ("id"),
      constraint "evaluation_version_fk" foreign key ("course_version_id") references "course_version" ("id"),
      constraint "evaluation_session_fk" foreign key ("live_session_id") references "live_session" ("id"),
      constraint "evaluation_person_fk" foreign key ("person_id") references "person" ("id") on delete set null)`);
    await runner.query('create index "evaluation_course" on "evaluation" ("course_id", "id")');
    await runner.query('create index "evaluation_session" on "evaluation" ("live_session_id", "id")');
    await runner.query('create index "evaluation_person" on "evaluation" ("person_id")');
    await runner.query(`create table "evaluation_given" (
      "person_id" uuid not null,
      "subject_id" uuid not null,
      constraint "PK_evaluation_given" primary key ("person_id", "subject_id"),
      constraint "evaluation_given_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "evaluation_given", "evaluation"');
  }
}
