import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replies that need a second look, mail that is not kept, and who read what a document says of itself. */
export class SecondReadings1764000027000 implements MigrationInterface {
  name = 'SecondReadings1764000027000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "policy_report" add "reply_point_id" uuid');
    await runner.query(
      'alter table "policy_report" add constraint "policy_report_reply_point_fk" foreign key ("reply_point_id") references "partner_reply_point" ("id")',
    );
    await runner.query('create unique index "policy_report_reply_point" on "policy_report" ("reply_point_id")');
    await runner.query('alter table "mail_message" add "passing" boolean not null default false');
    await runner.query(`alter table "policy_document" add "read_by" jsonb not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "policy_document" drop column "read_by"');
    await runner.query('alter table "mail_message" drop column "passing"');
    await runner.query('alter table "policy_report" drop column "reply_point_id"');
  }
}
