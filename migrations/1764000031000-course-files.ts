import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The files that each version of a course was made from. */
export class CourseFiles1764000031000 implements MigrationInterface {
  name = 'CourseFiles1764000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_file" (
      "version_id" uuid not null,
      "name" text not null,
      "text" text not null,
      constraint "PK_course_file" primary key ("version_id", "name"),
      constraint "course_file_version_fk" foreign key ("version_id") references "course_version" ("id"))`);
    await runner.query(
      'create trigger "course_file_stays" before update or delete on "course_file" for each row execute function refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_file"');
  }
}
