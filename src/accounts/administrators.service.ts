import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Database } from '../platform/database/database.js';
import { AccountMails } from './mailed-links/account-mails.js';
import { MailedLinks } from './mailed-links/mailed-links.js';
import { accountsPaths } from './paths.js';
import { emailField, personFields } from './person/person-fields.form.js';
import { PersonRecords } from './person/person-records.js';

/** How long the operator's link to a first password works. */
export const FIRST_PASSWORD_HOURS = 24;

export type AdministratorMade =
  | {
      ok: true;
      isNew: boolean;
      /** Where the password is chosen; null when there is one already. */ link: string | null;
    }
  | { ok: false; problems: string[] };

/** The first administrator of an installation, entered by its operator. */
@Injectable()
export class AdministratorsService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly links: MailedLinks,
    private readonly mails: AccountMails,
    private readonly audit: Audit,
  ) {}

  /**
   * Makes the holder of the address an administrator, with a new account if there is none. No password passes through
   * the command line: a new account gets a link, for once, on which its holder chooses one.
   */
  async create(given: { email: string; name: string }): Promise<AdministratorMade> {
    const email = emailField.safeParse(given.email);
    const name = personFields.name.safeParse(given.name);
    if (!email.success || !name.success)
      return {
        ok: false,
        problems: [email, name].flatMap((one) => one.error?.issues ?? []).map(({ message }) => message),
      };
    return this.database.transaction(async () => {
      await this.database.lock(`registration of ${email.data}`);
      const known = await this.people.byEmail(email.data);
      if (known?.deactivated)
        return { ok: false, problems: ['This account is deactivated. Another administrator can reactivate it'] };
      const id = known?.id ?? (await this.insert(email.data, name.data));
      // The operator answers for the address; a password that a stranger may have chosen for it does not count.
      const vouched = await this.people.confirm(id);
      if (known && vouched) await this.people.setPassword(id, null);
      if (await this.people.giveRole(id, 'admin'))
        await this.audit.record({
          action: 'roles.given',
          subjectKind: 'person',
          subjectId: id,
          details: { role: 'admin' },
        });
      const hasPassword = known !== undefined && !vouched && known.passwordHash !== null;
      const token = hasPassword ? null : await this.links.issue(id, 'reset', FIRST_PASSWORD_HOURS);
      return {
        ok: true,
        isNew: known === undefined,
        link: token && this.mails.address(accountsPaths.newPassword(token)),
      };
    });
  }

  private async insert(email: string, name: string): Promise<string> {
    const id = await this.people.insert(
      {
        email,
        name,
        profession: 'other',
        registrationBody: null,
        registrationNumber: null,
        passwordHash: null,
        confirmed: true,
      },
      ['learner'],
    );
    await this.audit.record({ action: 'people.entered', subjectKind: 'person', subjectId: id });
    return id;
  }
}
