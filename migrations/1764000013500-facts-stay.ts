import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts, their documents and their verifications stay as they were recorded: all that happens to one is that it ends. */
export class FactsStay1764000013500 implements MigrationInterface {
  name = 'FactsStay1764000013500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create function refuse_all_but_ending() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.superseded_at is null
          and to_jsonb(new) - '{superseded_at,withdrawn_for}'::text[] = to_jsonb(old) - '{superseded_at,withdrawn_for}'::text[] then
          return new;
        end if;
        raise exception '% is kept as it was written: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
      end $$`);
    for (const table of ['policy_fact', 'policy_document'])
      await runner.query(
        `create trigger "${table}_stays" before update or delete on "${table}" for each row execute function refuse_all_but_ending()`,
      );
    await runner.query(`create trigger "policy_verification_stays" before update or delete on "policy_verification"
      for each row execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['policy_fact', 'policy_document', 'policy_verification'])
      await runner.query(`drop trigger "${table}_stays" on "${table}"`);
    await runner.query('drop function refuse_all_but_ending()');
  }
}
