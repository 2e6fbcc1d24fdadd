import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody did and which mail they got is found by who they are, for the page that shows them. */
export class OwnData1764000067000 implements MigrationInterface {
  name = 'OwnData1764000067000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index "audit_entry_actor" on "audit_entry" ("actor_id", "at", "id")');
    await runner.query('create index "mail_message_to_address" on "mail_message" ("to_address")');
    await runner.query('create index "certificate_list_row_person" on "certificate_list_row" ("person_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index "audit_entry_actor", "mail_message_to_address", "certificate_list_row_person"');
  }
}
