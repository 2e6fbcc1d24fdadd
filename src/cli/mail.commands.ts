import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { MailReturnsService } from '../notifications/mail-returns.service.js';
import { CommandRefused, withProduct } from './with-product.js';

/** `mail:returned`: what the mail server that takes our bounces and complaints hands over, message by message. */
export function mailCommands(program: Command): void {
  program
    .command('mail:returned')
    .description('record a bounce (RFC 3464) or a complaint (RFC 5965): whoever it is about gets no more notices')
    .argument('<file>', 'the report as it came, or - for standard input')
    .action((file: string) =>
      withProduct(async ({ app }) => {
        const taken = await app.get(MailReturnsService).takeReport(await bytesOf(file));
        console.log('recorded' in taken ? `Recorded: ${taken.recorded}.` : `Nothing was recorded. ${taken.ignored}`);
      }),
    );
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file);
  } catch (error) {
    throw new CommandRefused(`The file ${file} cannot be read. Check its name.`, { cause: error });
  }
}
