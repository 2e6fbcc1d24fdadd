import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that came back, or of which somebody complained: who it was for gets no more of it until they ask. */
export class MailReturns1764000061100 implements MigrationInterface {
  name = 'MailReturns1764000061100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "mail_return" (
      "id" uuid not null,
      "person_id" uuid not null,
      "mail_message_id" uuid,
      "kind" text not null,
      "code" text,
      "at" timestamp with time zone not null,
      "settled_at" timestamp with time zone,
      constraint "mail_return_kind" check ("kind" in ('refused', 'bounced', 'complained')),
      constraint "PK_mail_return" primary key ("id"),
      constraint "mail_return_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "mail_return_message_fk" foreign key ("mail_message_id") references "mail_message" ("id") on delete set null)`);
    await runner.query('create unique index "mail_return_once" on "mail_return" ("mail_message_id")');
    await runner.query('create index "mail_return_person" on "mail_return" ("person_id", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "mail_return"');
  }
}
