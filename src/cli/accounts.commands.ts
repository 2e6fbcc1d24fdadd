import type { Command } from 'commander';
import { AdministratorsService, FIRST_PASSWORD_HOURS } from '../accounts/administrators.service.js';
import { CommandRefused, withProduct } from './with-product.js';

interface CreateOptions {
  email: string;
  name: string;
}

/** `accounts:create-admin`: the first administrator of an installation. */
export function accountsCommands(program: Command): void {
  program
    .command('accounts:create-admin')
    .description(
      'make somebody an administrator; a new account gets a link, printed once, on which its holder chooses a password',
    )
    .requiredOption('--email <address>', 'whose mail reaches them: you answer for it')
    .requiredOption('--name <name>', 'their full name')
    .action((options: CreateOptions) =>
      withProduct(async ({ app }) => {
        const made = await app.get(AdministratorsService).create(options);
        if (!made.ok) throw new CommandRefused(made.problems.map((problem) => `${problem}.`).join('\n'));
        console.log(made.isNew ? 'The account is made. It is an administrator.' : 'The account is an administrator.');
        console.log(
          made.link === null
            ? 'It has a password already, which stays.'
            : `Choose its password within ${String(FIRST_PASSWORD_HOURS)} hours, once, at:\n${made.link}`,
        );
      }),
    );
}
