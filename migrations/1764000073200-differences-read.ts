import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which lessons of what differs somebody has read so far, until it is recorded. */
export class DifferencesRead1764000073200 implements MigrationInterface {
  name = 'DifferencesRead1764000073200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "difference_read" (
      "enrolment_id" uuid not null,
      "digest" text not null,
      "read_at" timestamptz not null,
      constraint "PK_difference_read" primary key ("enrolment_id", "digest"),
      constraint "difference_read_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id") on delete cascade)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "difference_read"');
  }
}
