import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who refused an invitation is remembered by a hash; what ended keeps no address; a list of certificates says who applied
 * it; what is revoked is found without reading what was superseded.
 */
export class Refusals1764000053100 implements MigrationInterface {
  name = 'Refusals1764000053100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "enrolment_refusal" ("email_hash" text not null, "refused_at" timestamp with time zone not null,
      constraint "PK_enrolment_refusal" primary key ("email_hash"))`);
    await runner.query(
      'update "enrolment_invitation" set "email" = null, "organisation_id" = null where "ended_at" is not null',
    );
    await runner.query('alter table "certificate_list" add column "applied_by_id" uuid');
    await runner.query(`alter table "certificate_list" add constraint "certificate_list_applier_fk"
      foreign key ("applied_by_id") references "person" ("id")`);
    await runner.query(
      `create index "certificate_change_revoked" on "certificate_change" ("certificate_id") where "kind" = 'revoked'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "certificate_change_revoked"');
    await runner.query('alter table "certificate_list" drop column "applied_by_id"');
    await runner.query('drop table "enrolment_refusal"');
  }
}
