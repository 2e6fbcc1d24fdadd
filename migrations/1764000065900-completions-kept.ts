import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people completed is found by person and course, also after they began it anew. */
export class CompletionsKept1764000065900 implements MigrationInterface {
  name = 'CompletionsKept1764000065900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index "enrolment_person_course" on "enrolment" ("person_id", "course_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "enrolment_person_course"');
  }
}
