import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For how long certificates of a course are valid, and when their holders may take it again. */
export class CertificateRenewals1764000065100 implements MigrationInterface {
  name = 'CertificateRenewals1764000065100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "certificate_course" add "valid_months" integer');
    await runner.query('alter table "certificate_course" add "renewal_days" integer not null default 60');
    // Who completed a course may begin it again: the enrolment that they completed then stands no more, and stays.
    await runner.query('alter table "enrolment" drop constraint "enrolment_end"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "enrolment"
      add constraint "enrolment_end" check ("withdrawn_at" is null or "completed_at" is null) not valid`);
    await runner.query('alter table "certificate_course" drop column "renewal_days", drop column "valid_months"');
  }
}
