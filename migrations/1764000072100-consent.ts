import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How somebody chose what mail they get: consent has to be shown. */
export class Consent1764000072100 implements MigrationInterface {
  name = 'Consent1764000072100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "notification_choice" add "made" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table "notification_choice" drop column "made"');
  }
}
