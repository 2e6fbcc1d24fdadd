import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { AccountMails } from '../mailed-links/account-mails.js';
import { MailedLinks } from '../mailed-links/mailed-links.js';
import { passwordProblem } from '../person/password.rules.js';
import { PersonRecords } from '../person/person-records.js';
import { Passwords } from '../signing-in/passwords.js';
import { SignInService } from '../signing-in/sign-in.service.js';

export type Reset = { outcome: 'changed' | 'no-link' } | { outcome: 'refused'; problem: string };

/** Choose a password anew: by a link in mail, or knowing the present one. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly passwords: Passwords,
    private readonly links: MailedLinks,
    private readonly mails: AccountMails,
    private readonly sessions: SignInService,
    private readonly audit: Audit,
  ) {}

  /** Whether the link is good for a new password. */
  async isGood(token: string): Promise<boolean> {
    const link = await this.links.find(token, 'reset');
    return link?.used === false;
  }

  /**
   * Sets the password and ends all sessions. Whoever has the link reads the mail, so the address is confirmed by it.
   * The same form sent twice does no harm: the second finds the password already what it should be.
   */
  async withLink(token: string, password: string): Promise<Reset> {
    const link = await this.links.find(token, 'reset');
    const account = link && (await this.people.byId(link.personId));
    if (!account || account.deactivated) return { outcome: 'no-link' };
    const problem = passwordProblem(password, account.email);
    if (problem !== null) return { outcome: 'refused', problem };
    const passwordHash = await this.passwords.hash(password);
    const changed = await this.database.transaction(async () => {
      if (!(await this.links.spend(token, 'reset'))) return false;
      await this.people.setPassword(account.id, passwordHash);
      await this.people.confirm(account.id);
      await this.sessions.endAll(account.id, null);
      await this.audit.record({ action: 'people.password_reset', subjectKind: 'person', subjectId: account.id });
      await this.mails.passwordChanged(account.email);
      return true;
    });
    if (changed) return { outcome: 'changed' };
    const { passwordHash: present } = (await this.people.byId(account.id)) ?? { passwordHash: null };
    return { outcome: (await this.passwords.verify(present, password)) ? 'changed' : 'no-link' };
  }

  /** Changes the password of somebody who is signed in, and ends their other sessions. */
  async change(
    personId: string,
    given: { present: string; wanted: string; sessionId: string },
  ): Promise<{ outcome: 'changed' | 'wrong-password' } | { outcome: 'refused'; problem: string }> {
    const account = await this.people.byId(personId);
    if (!account || !(await this.passwords.verify(account.passwordHash, given.present)))
      return { outcome: 'wrong-password' };
    const problem = passwordProblem(given.wanted, account.email);
    if (problem !== null) return { outcome: 'refused', problem };
    const passwordHash = await this.passwords.hash(given.wanted);
    await this.database.transaction(async () => {
      await this.people.setPassword(account.id, passwordHash);
      await this.sessions.endAll(account.id, given.sessionId);
      await this.audit.record({ action: 'people.password_changed', subjectKind: 'person', subjectId: account.id });
      await this.mails.passwordChanged(account.email);
    });
    return { outcome: 'changed' };
  }
}
