import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of the pictures, recordings and documents of courses. Their bytes lie in the storage. */
export class CourseMedia1764000070000 implements MigrationInterface {
  name = 'CourseMedia1764000070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "course_medium" (
      "sha256" text not null,
      "media_type" text not null,
      "bytes" integer not null,
      "width" integer,
      "height" integer,
      "contrast" real,
      "added_at" timestamptz not null,
      constraint "PK_course_medium" primary key ("sha256"))`);
    await runner.query(
      'create trigger "course_medium_stays" before update on "course_medium" for each row execute function refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "course_medium"');
  }
}
