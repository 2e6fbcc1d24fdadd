import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody learned after a certificate because it differs where they work now. */
export class CertificateAddenda1764000060000 implements MigrationInterface {
  name = 'CertificateAddenda1764000060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "certificate_addendum" (
      "id" uuid not null,
      "enrolment_id" uuid not null,
      "course_version_id" uuid not null,
      "number" integer not null,
      "recorded_at" timestamp with time zone not null,
      "recorded_on" date not null,
      "context" jsonb not null,
      "content" jsonb not null,
      constraint "PK_certificate_addendum" primary key ("id"),
      constraint "certificate_addendum_enrolment_fk" foreign key ("enrolment_id") references "enrolment" ("id"),
      constraint "certificate_addendum_version_fk" foreign key ("course_version_id") references "course_version" ("id"))`);
    await runner.query(`create unique index "certificate_addendum_number"
      on "certificate_addendum" ("enrolment_id", "course_version_id", "number")`);
    await runner.query(`create trigger "certificate_addendum_stays" before delete or update on "certificate_addendum"
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "certificate_addendum"');
  }
}
