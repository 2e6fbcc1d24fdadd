import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Holdings } from '../../platform/holdings/holdings.js';
import { Mail } from '../../platform/mail/mail.js';
import { erasedMail } from '../mailed-links/account-mail.rules.js';
import { PersonRecords } from '../person/person-records.js';
import { Passwords } from '../signing-in/passwords.js';
import { SignInService } from '../signing-in/sign-in.service.js';

export type Erasure = 'erased' | 'wrong-password' | 'has-roles';

/** Erases people who ask for it: all modules let go of what they hold, in one transaction. */
@Injectable()
export class ErasingService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly passwords: Passwords,
    private readonly sessions: SignInService,
    private readonly holdings: Holdings,
    private readonly mail: Mail,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Erases the person who gives their password. Whoever has roles is asked to hand them over first. */
  async erase(personId: string, password: string): Promise<Erasure> {
    const account = await this.people.byId(personId);
    if (!account || !(await this.passwords.verify(account.passwordHash, password))) return 'wrong-password';
    return this.database.transaction(async () => {
      // Nobody is given a role, nor erased a second time, meanwhile.
      await this.database.lock('administrators');
      const standing = await this.database.query('select from person where id = $1 and erased_at is null for update', [
        personId,
      ]);
      if (standing.length === 0) return 'erased';
      if (await this.hasRoles(personId)) return 'has-roles';
      await this.sessions.endAll(personId, null);
      await this.holdings.erase(personId);
      await this.audit.record({ action: 'people.erased', subjectKind: 'person', subjectId: personId });
      await this.mail.queue({ to: account.email, passing: true, ...erasedMail(this.config.publicUrl) });
      return 'erased';
    });
  }

  /** Whether the person holds a role besides that of a learner. */
  async hasRoles(personId: string): Promise<boolean> {
    const rows = await this.database.query(`select from person_role where person_id = $1 and role <> 'learner'`, [
      personId,
    ]);
    return rows.length > 0;
  }
}
