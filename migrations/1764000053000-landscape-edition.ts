import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the public pages of Trusts and areas are made from. A test holds this list complete. */
const tables = [
  'organisation',
  'organisation_area',
  'organisation_name',
  'organisation_succession',
  'policy_question',
  'policy_document',
  'policy_fact',
  'policy_verification',
  'policy_verification_outcome',
  'fact_confirmation',
  'policy_profile',
  'policy_profile_revision',
  'policy_campaign',
  'policy_request',
  'partner_reply',
  'partner_reply_point',
];

/**
 * A number that goes up with every change of what is publicly known, so that whoever kept a page knows whether it still
 * holds. It goes up at the end of a transaction, once: so nobody waits for another's work, and a reader never sees a new
 * number before what it stands for.
 */
export class LandscapeEdition1764000053000 implements MigrationInterface {
  name = 'LandscapeEdition1764000053000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table "landscape_edition" (
      "id" smallint not null, "number" bigint not null,
      constraint "landscape_edition_pk" primary key ("id"))`);
    await runner.query('insert into "landscape_edition" values (1, 1)');
    await runner.query(`create function landscape_changed() returns trigger language plpgsql as $$
      begin
        if current_setting('beforehand.landscape_changed_by', true) is distinct from pg_current_xact_id()::text then
          perform set_config('beforehand.landscape_changed_by', pg_current_xact_id()::text, true);
          update landscape_edition set number = number + 1;
        end if;
        return null;
      end $$`);
    for (const table of tables) {
      await runner.query(`create constraint trigger "${table}_changes_landscape" after insert or update or delete
        on "${table}" deferrable initially deferred for each row execute function landscape_changed()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`drop trigger "${table}_changes_landscape" on "${table}"`);
    await runner.query('drop function landscape_changed()');
    await runner.query('drop table "landscape_edition"');
  }
}
