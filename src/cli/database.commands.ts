import type { Command } from 'commander';
import { DatabasePool } from '../platform/database/pool.js';
import { ShippedData } from '../platform/shipped-data.js';
import { withProduct } from './with-product.js';

/** `database:migrate`: brings an external database up to this version and loads what ships. */
export function databaseCommands(program: Command): void {
  program
    .command('database:migrate')
    .description('bring the database up to this version of the product')
    .action(() =>
      withProduct(
        async ({ app }) => {
          const done = await app.get(DatabasePool).migrate();
          await app.get(ShippedData).load();
          console.log(done.length === 0 ? 'The database is up to date.' : `Ran ${done.join(', ')}.`);
        },
        { prepare: 'nothing' },
      ),
    );
}
