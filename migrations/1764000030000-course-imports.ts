import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses that were uploaded as files, and what became of them. */
export class CourseImports1764000030000 implements MigrationInterface {
  name = 'CourseImports1764000030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_import" (
      "id" uuid not null,
      "file_name" text not null,
      "files" jsonb,
      "report" jsonb not null,
      "uploaded_at" timestamp with time zone not null,
      "uploaded_by_id" uuid,
      "applied_at" timestamp with time zone,
      constraint "PK_course_import" primary key ("id"),
      constraint "course_import_uploaded_by_fk" foreign key ("uploaded_by_id") references "person" ("id") on delete set null)`);
    await runner.query(
      'create index "course_import_waiting" on "course_import" ("uploaded_at") where applied_at is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_import"');
  }
}
