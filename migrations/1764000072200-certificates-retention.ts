import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEPT = ['certificate_document', 'certificate_change', 'certificate_addendum'];
const BY_THE_NIGHT = `(coalesce(current_setting('beforehand.retention', true), '') <> 'on')`;

/** Certificates, too, have a period where an installation sets one: the database lets go of them to the nightly job alone. */
export class CertificatesRetention1764000072200 implements MigrationInterface {
  name = 'CertificatesRetention1764000072200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index "certificate_issued" on "certificate" ("issued_on")');
    await this.keepCertificates(runner, 'update of');
    await runner.query(`create trigger "certificate_undeleted" before delete on "certificate" for each row
      when ${BY_THE_NIGHT} execute function refuse_change()`);
    for (const table of KEPT) {
      await runner.query(`drop trigger "${table}_stays" on "${table}"`);
      await runner.query(
        `create trigger "${table}_stays" before update on "${table}" for each row execute function refuse_change()`,
      );
      await runner.query(`create trigger "${table}_undeleted" before delete on "${table}" for each row
        when ${BY_THE_NIGHT} execute function refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of KEPT) {
      await runner.query(`drop trigger "${table}_undeleted" on "${table}"`);
      await runner.query(`drop trigger "${table}_stays" on "${table}"`);
      await runner.query(`create trigger "${table}_stays" before update or delete on "${table}"
        for each row execute function refuse_change()`);
    }
    await runner.query('drop trigger "certificate_undeleted" on "certificate"');
    await this.keepCertificates(runner, 'delete or update of');
    await runner.query('drop index "certificate_issued"');
  }

  private async keepCertificates(runner: QueryRunner, change: string): Promise<void> {
    await runner.query('drop trigger "certificate_stays" on "certificate"');
    await runner.query(`create trigger "certificate_stays" before ${change} "id", "number", "person_id",
      "enrolment_id", "session_on", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until",
      "snapshot", "place", "corrects_id" on "certificate" for each row execute function refuse_change()`);
  }
}
