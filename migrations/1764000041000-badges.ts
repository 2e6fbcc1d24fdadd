import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public keys of badges, and each certificate's place in the lists of those taken back. */
export class Badges1764000041000 implements MigrationInterface {
  name = 'Badges1764000041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "issuer_key" (
      "public_key" text not null,
      "begun_at" timestamp with time zone not null,
      "retired_at" timestamp with time zone,
      "revoked_at" timestamp with time zone,
      constraint "PK_issuer_key" primary key ("public_key"))`);
    await runner.query('alter table "certificate" add column "place" serial not null');
    await runner.query('create unique index "certificate_place" on "certificate" ("place")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "certificate" drop column "place"');
    await runner.query('drop table "issuer_key"');
  }
}
