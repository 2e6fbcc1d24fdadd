import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a lesson was opened that was then read, and indexes by which statistics of a version are reckoned. */
export class Statistics1764000052200 implements MigrationInterface {
  name = 'Statistics1764000052200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "lesson_completion" add column "opened_at" timestamp with time zone');
    await runner.query('create index "lesson_completion_lesson" on "lesson_completion" ("lesson_id", "completed_at")');
    await runner.query('create index "attempt_version" on "attempt" ("course_version_id", "submitted_at")');
    await runner.query('create index "enrolment_version_order" on "enrolment" ("course_version_id", "id")');
    await runner.query('drop index "enrolment_version"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create index "enrolment_version" on "enrolment" ("course_version_id")');
    await runner.query('drop index "enrolment_version_order"');
    await runner.query('drop index "attempt_version"');
    await runner.query('drop index "lesson_completion_lesson"');
    await runner.query('alter table "lesson_completion" drop column "opened_at"');
  }
}
