import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A certificate may be corrected by another, and a revocation undone. Nothing is edited for it. */
export class CertificateCorrections1764000041200 implements MigrationInterface {
  name = 'CertificateCorrections1764000041200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "certificate" add column "corrects_id" uuid');
    await runner.query(`alter table "certificate" add constraint "certificate_corrects_fk"
      foreign key ("corrects_id") references "certificate" ("id")`);
    await runner.query('create unique index "certificate_corrects" on "certificate" ("corrects_id")');
    await runner.query('drop index "certificate_once"');
    await runner.query(`create unique index "certificate_once"
      on "certificate" ("enrolment_id", "course_version_id", "sample") where "corrects_id" is null`);
    await runner.query('drop index "certificate_session_once"');
    await runner.query(`create unique index "certificate_session_once" on "certificate"
      ("person_id", "course_id", "session_on", "sample") where "session_on" is not null and "corrects_id" is null`);
    await runner.query('drop trigger "certificate_stays" on "certificate"');
    await runner.query(`create trigger "certificate_stays" before delete or update of "id", "number", "person_id",
      "enrolment_id", "session_on", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until",
      "snapshot", "place", "corrects_id" on "certificate" for each row execute function refuse_change()`);
    await runner.query('alter table "certificate_change" add column "undoes_id" uuid');
    await runner.query(`alter table "certificate_change" add constraint "certificate_change_undoes_fk"
      foreign key ("undoes_id") references "certificate_change" ("id")`);
    await runner.query(`alter table "certificate_change" add constraint "certificate_change_undoes"
      check (("kind" = 'reinstated') = ("undoes_id" is not null))`);
    await runner.query('create unique index "certificate_change_undone_once" on "certificate_change" ("undoes_id")');
    await runner.query('drop index "certificate_change_once"');
    await runner.query(`create unique index "certificate_change_superseded_once" on "certificate_change" ("certificate_id")
      where "kind" = 'superseded'`);
    await runner.query('create index "certificate_change_of" on "certificate_change" ("certificate_id", "kind")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "certificate_change_of", "certificate_change_superseded_once"');
    await runner.query('alter table "certificate_change" drop column "undoes_id"');
    await runner.query(
      'create unique index "certificate_change_once" on "certificate_change" ("certificate_id", "kind")',
    );
    await runner.query('drop trigger "certificate_stays" on "certificate"');
    await runner.query('drop index "certificate_once", "certificate_session_once"');
    await runner.query('alter table "certificate" drop column "corrects_id"');
    await runner.query(
      'create unique index "certificate_once" on "certificate" ("enrolment_id", "course_version_id", "sample")',
    );
    await runner.query(`create unique index "certificate_session_once"
      on "certificate" ("person_id", "course_id", "session_on", "sample") where "session_on" is not null`);
    await runner.query(`create trigger "certificate_stays" before delete or update of "id", "number", "person_id",
      "enrolment_id", "session_on", "course_id", "course_version_id", "sample", "issued_at", "issued_on", "valid_until",
      "snapshot", "place" on "certificate" for each row execute function refuse_change()`);
  }
}
