import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Mail } from '../../platform/mail/mail.js';
import { accountsPaths } from '../paths.js';
import { type AccountState, PersonRecords } from '../person/person-records.js';
import {
  type AccountMail,
  alreadyRegisteredMail,
  confirmAddressMail,
  deactivatedMail,
  passwordChangedMail,
  resetPasswordMail,
} from './account-mail.rules.js';
import { type LinkKind, MailedLinks } from './mailed-links.js';

interface Request {
  kind: LinkKind;
  email: string;
  /** Where the link leads on to. */
  next?: string | null;
}

/**
 * Mail about accounts. A request for a link is a job, whoever's address it names: the page that asked for it does not
 * know whether there is such an account, so neither its words nor the time it takes can tell.
 */
@Injectable()
export class AccountMails implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly links: MailedLinks,
    private readonly people: PersonRecords,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<Request>('accounts.mail-link', (request) => this.answer(request));
  }

  /** Has the address's holder, if it has one, sent what the request leads to. In the caller's transaction. */
  async request(kind: LinkKind, email: string, next: string | null = null): Promise<void> {
    await this.jobs.add('accounts.mail-link', { kind, email, next });
  }

  /** Tells the holder of an account that its password is another one. In the caller's transaction. */
  async passwordChanged(email: string): Promise<void> {
    const reset = this.address(accountsPaths.passwordReset());
    await this.mail.queue({ to: email, ...passwordChangedMail(this.config.publicUrl, { reset }) });
  }

  /** A whole address that a mail can hold. */
  address(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }

  /** Where the developer finds mail that no server took; null where there is a server, or no developer. */
  outboxPath(): string | null {
    return this.config.sampleContent && this.config.smtpUrl === null ? accountsPaths.outbox() : null;
  }

  private async answer({ kind, email, next = null }: Request): Promise<void> {
    await this.database.transaction(async () => {
      const account = await this.people.byEmail(email);
      if (account) await this.mail.queue({ to: email, ...(await this.mailFor(kind, account, next)) });
    });
  }

  private async mailFor(kind: LinkKind, account: AccountState, next: string | null): Promise<AccountMail> {
    const site = this.config.publicUrl;
    if (account.deactivated) return deactivatedMail(site);
    if (kind === 'reset') {
      const token = await this.links.issue(account.id, 'reset');
      return resetPasswordMail(site, this.address(accountsPaths.newPassword(token)));
    }
    if (account.confirmed)
      return alreadyRegisteredMail(site, {
        signIn: this.address(accountsPaths.signIn(next ?? undefined)),
        reset: this.address(accountsPaths.passwordReset()),
      });
    const token = await this.links.issue(account.id, 'confirm');
    return confirmAddressMail(site, this.address(accountsPaths.confirm(token, next)));
  }
}
