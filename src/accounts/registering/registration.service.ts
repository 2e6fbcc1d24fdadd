import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import { PersonRegistered } from '../accounts.events.js';
import type { Place } from '../accounts.types.js';
import { AccountMails } from '../mailed-links/account-mails.js';
import { MailedLinks } from '../mailed-links/mailed-links.js';
import { type PersonFields, PersonRecords } from '../person/person-records.js';
import { Passwords } from '../signing-in/passwords.js';
import { WorkplacesService } from '../workplaces.service.js';

export interface Registration extends PersonFields {
  email: string;
  password: string;
  place: Place;
  /** Where to go on once the address is confirmed: a path of this site. */
  next: string | null;
  /** What the browser kept of the time before: see PersonRegistered. */
  visit: string | null;
}

/** What came of a confirmation link: signed in as that person, wrong password, or a link that is no good (any more). */
export type Confirmation = { outcome: 'confirmed'; personId: string } | { outcome: 'wrong-password' | 'no-link' };

/** Make an account, and show that mail to its address arrives. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonRecords,
    private readonly passwords: Passwords,
    private readonly links: MailedLinks,
    private readonly mails: AccountMails,
    private readonly workplaces: WorkplacesService,
    private readonly events: Events,
    private readonly audit: Audit,
  ) {}

  /**
   * Registers the address. Nothing tells the caller whether it was registered before: its holder is told by mail. An
   * account that was never confirmed is nobody's yet, so the latest registration of its address takes its place.
   */
  async register(registration: Registration): Promise<void> {
    const passwordHash = await this.passwords.hash(registration.password);
    const { email, place } = registration;
    await this.database.transaction(async () => {
      // Of two forms sent at once the second finds what the first has made.
      await this.database.lock(`registration of ${email}`);
      const known = await this.people.byEmail(email);
      if (!known) await this.create(registration, passwordHash);
      else if (!known.confirmed && !known.deactivated) {
        await this.people.update(known, registration);
        await this.people.setPassword(known.id, passwordHash);
        const current = await this.workplaces.change(known.id, place);
        for (const other of await this.workplaces.list(known.id))
          if (other.id !== current) await this.workplaces.end(known.id, other.id);
        await this.record('people.registered_again', known.id);
      }
      await this.mails.request('confirm', email, registration.next);
    });
  }

  /** Whose link it is, as long as it is good for anything. */
  async addressOf(token: string): Promise<string | null> {
    const link = await this.links.find(token, 'confirm');
    return link ? ((await this.people.byId(link.personId))?.email ?? null) : null;
  }

  /**
   * Confirms the address to which the link was sent. Asks for the password as well: else somebody could register a
   * stranger's address and have the stranger open the account for them. Pressing the button twice does no harm.
   */
  async confirm(token: string, password: string): Promise<Confirmation> {
    const link = await this.links.find(token, 'confirm');
    const account = link && (await this.people.byId(link.personId));
    const right = await this.passwords.verify(account?.passwordHash, password);
    if (!account || account.deactivated) return { outcome: 'no-link' };
    if (!right) return { outcome: 'wrong-password' };
    await this.database.transaction(async () => {
      await this.links.spend(token, 'confirm');
      if (await this.people.confirm(account.id)) await this.record('people.address_confirmed', account.id);
    });
    return { outcome: 'confirmed', personId: account.id };
  }

  private async create(registration: Registration, passwordHash: string): Promise<void> {
    const personId = await this.people.insert({ ...registration, passwordHash, confirmed: false }, ['learner']);
    await this.workplaces.change(personId, registration.place);
    await this.record('people.registered', personId);
    await this.events.publish(new PersonRegistered(personId, registration.visit));
  }

  private async record(action: string, personId: string): Promise<void> {
    await this.audit.record({ action, subjectKind: 'person', subjectId: personId });
  }
}
