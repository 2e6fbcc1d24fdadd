import type { Command } from 'commander';
import { IssuerKeysService } from '../certificates/issuer-keys.service.js';
import { CommandRefused, withProduct } from './with-product.js';

/** `issuer-keys:…`: which keys sign the badges. Private keys are never shown. */
export function issuerKeysCommands(program: Command): void {
  program
    .command('issuer-keys:list')
    .description('the public keys that sign, or signed, Open Badges')
    .action(() =>
      withProduct(async ({ app }) => {
        const keys = await app.get(IssuerKeysService).list();
        for (const { publicKey, begunAt, retiredAt, revokedAt } of keys)
          console.log(
            `${publicKey}  since ${begunAt.toISOString()}  ${
              revokedAt
                ? `revoked ${revokedAt.toISOString()}`
                : retiredAt
                  ? `retired ${retiredAt.toISOString()}`
                  : 'signs'
            }`,
          );
        if (keys.length === 0) console.log('No key: set ISSUER_KEY, and start the product once.');
      }),
    );
  program
    .command('issuer-keys:rotate')
    .description('make another key beside the embedded database; badges of the earlier one still verify')
    .action(() =>
      withProduct(async ({ app }) => {
        if (!(await app.get(IssuerKeysService).rotate()))
          throw new CommandRefused(
            'The key comes from ISSUER_KEY. Set another one and start the product again: the earlier one is retired then.',
          );
        console.log('Another key signs from now on. Badges of the earlier ones still verify.');
      }),
    );
  program
    .command('issuer-keys:revoke')
    .description('take a public key back that others may have got hold of: nothing that it signed verifies any more')
    .argument('<key>', 'the public key, as issuer-keys:list shows it')
    .action((key: string) =>
      withProduct(async ({ app }) => {
        if (!(await app.get(IssuerKeysService).revoke(key)))
          throw new CommandRefused('There is no such key, or it was revoked before.');
        console.log('The key is revoked. If it was the one that signs, rotate it now.');
      }),
    );
}
