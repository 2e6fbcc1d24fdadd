import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told what and when, who wants no such mail, and mail that is handed over once. */
export class Notifications1764000061000 implements MigrationInterface {
  name = 'Notifications1764000061000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table "mail_message" add "html" text, add "unsubscribe_url" text,
      add "once" boolean not null default false, add "handed_at" timestamp with time zone`);
    await runner.query(`create table "notification" (
      "id" uuid not null,
      "person_id" uuid not null,
      "kind" text not null,
      "subject_id" uuid not null,
      "occasion" text not null,
      "subject" text not null,
      "told_at" timestamp with time zone not null,
      "send_after" timestamp with time zone not null,
      "mail_message_id" uuid,
      "cancelled_at" timestamp with time zone,
      constraint "PK_notification" primary key ("id"),
      constraint "notification_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "notification_message_fk" foreign key ("mail_message_id") references "mail_message" ("id") on delete set null)`);
    // Nobody is told the same thing twice, whatever runs twice or starts again after a crash.
    await runner.query(
      'create unique index "notification_once" on "notification" ("subject_id", "kind", "occasion", "person_id")',
    );
    await runner.query('create index "notification_person" on "notification" ("person_id", "id")');
    await runner.query('create index "notification_kind" on "notification" ("kind", "id")');
    await runner.query('create index "notification_message" on "notification" ("mail_message_id")');
    await runner.query(`create table "notification_choice" (
      "person_id" uuid not null,
      "topic" text not null,
      "wanted" boolean not null,
      "chosen_at" timestamp with time zone not null,
      constraint "PK_notification_choice" primary key ("person_id", "topic"),
      constraint "notification_choice_person_fk" foreign key ("person_id") references "person" ("id") on delete cascade)`);
    // The nightly run looks for certificates that end soon.
    await runner.query(
      'create index "certificate_valid_until" on "certificate" ("valid_until", "id") where "is_current" and not "sample"',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "certificate_valid_until"');
    await runner.query('drop table "notification_choice", "notification"');
    await runner.query('alter table "mail_message" drop "html", drop "unsubscribe_url", drop "once", drop "handed_at"');
  }
}
