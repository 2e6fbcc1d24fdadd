import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { Audit } from '../../platform/audit/audit.js';
import { addDays, type CivilDate, londonDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Mail } from '../../platform/mail/mail.js';
import { FactsService } from '../../policies/facts.service.js';
import { gapsOf } from '../../policies/gaps.rules.js';
import { ProfilesService } from '../../policies/profiles.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { ContextService } from '../context/context.service.js';
import { PartnerLinks } from '../links/partner-links.js';
import { partnershipsPaths } from '../paths.js';
import { replyState } from '../reply-state.rules.js';
import { pointsOf } from './points.rules.js';
import { RepliesQueries, type ReplyRow } from './replies.queries.js';
import { askForReply, remindOfReply } from './reply-mail.rules.js';

/** A late answer is still worth having. */
export const LINK_OUTLIVES_DAY_BY = 60;

export interface Sending {
  contactId: string;
  answerBy: CivilDate;
  message: string | null;
  /** Of the points that are to be shown. */
  pointIds: string[];
}

/** Asks Trusts for their reply: drafted from their gaps, sent to their contact, reminded of, withdrawn. */
@Injectable()
export class ReplyRequestsService {
  constructor(
    private readonly database: Database,
    private readonly queries: RepliesQueries,
    private readonly profiles: ProfilesService,
    private readonly facts: FactsService,
    private readonly contacts: ContactsService,
    private readonly context: ContextService,
    private readonly links: PartnerLinks,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The draft of a request, made from what is known today; the one that waits is made anew. Answers its id, or why there
   * is nothing to ask.
   */
  async draft(organisation: OrganisationSummary, personId: string): Promise<{ id: string } | { problem: string }> {
    const profile = await this.profiles.current(organisation.id);
    if (!profile) return { problem: 'Nothing is known about this organisation yet, so there is nothing to reply to.' };
    const documents = await this.facts.documents(organisation.id);
    const points = pointsOf(
      profile,
      gapsOf(profile, this.clock.today(), documents),
      await this.context.reviews([organisation.id]),
    );
    if (points.length === 0)
      return { problem: 'Nothing would be said about this organisation, so there is nothing to reply to.' };
    return this.database.transaction(async () => {
      await this.database.lock(`reply of ${organisation.id}`);
      await this.discardDraft(organisation.id);
      const id = newId();
      await this.database.query(
        `insert into partner_reply (id, organisation_id, profile_revision_id, created_at, created_by_id) values ($1, $2, $3, $4, $5)`,
        [id, organisation.id, profile.revisionId, this.clock.now(), personId],
      );
      await this.database.query(
        `insert into partner_reply_point (id, reply_id, position, kind, key, title, reasons, question_keys)
         select id, $2, position, kind, key, title, reasons, "questionKeys" from jsonb_to_recordset($1)
           as p(id uuid, position int, kind text, key text, title text, reasons jsonb, "questionKeys" jsonb)`,
        [JSON.stringify(points.map((point, position) => ({ ...point, position, id: newId() }))), id],
      );
      await this.record('partner_replies.drafted', id, { points: points.length });
      return { id };
    });
  }

  /** Sends a draft to one of the organisation's contacts. Answers why not, when not. */
  async send(
    organisation: OrganisationSummary,
    replyId: string,
    sending: Sending,
    personId: string,
  ): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock(`reply of ${organisation.id}`);
      const reply = await this.known(organisation.id, replyId);
      if (this.stateOf(reply) !== 'draft') return ['This request has been sent already.'];
      const others = await this.queries.ofOrganisation(organisation.id);
      if (others.some((other) => this.stateOf(other) === 'sent'))
        return ['An earlier request still has time to be answered. Withdraw it first, or wait for its answer.'];
      const contact = (await this.contacts.of([organisation.id])).find(({ id }) => id === sending.contactId);
      if (!contact) return ['This contact has been ended. Choose another one.'];
      await this.database.query('delete from partner_reply_point where reply_id = $1 and not id::text = any($2)', [
        replyId,
        sending.pointIds,
      ]);
      await this.database.query(
        `update partner_reply set contact_id = $2, contact_role = $3, message = $4, answer_by = $5, sent_at = $6 where id = $1`,
        [replyId, contact.id, contact.role, sending.message, sending.answerBy, this.clock.now()],
      );
      const link = await this.link(replyId, sending.answerBy, personId);
      const asked = this.asked(organisation.name, contact.role, sending.answerBy, link);
      await this.mail.queue({ to: contact.email, ...askForReply(asked, sending.message) });
      await this.record('partner_replies.sent', replyId, { answerBy: sending.answerBy });
      return [];
    });
  }

  /** Writes to the contact once more, with a new link to the same page. Answers why not, when not. */
  async remind(organisation: OrganisationSummary, replyId: string, personId: string): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock(`reply of ${organisation.id}`);
      const reply = await this.known(organisation.id, replyId);
      if (this.stateOf(reply) !== 'sent' || reply.answerBy === null)
        return ['Only a request that still has time to be answered can be reminded of.'];
      const last = reply.remindedAt ?? reply.sentAt;
      if (last !== null && londonDate(last) === this.clock.today())
        return ['Its contact has been written to today. Wait until tomorrow.'];
      const contact = (await this.contacts.of([organisation.id])).find(({ id }) => id === reply.contactId);
      if (!contact) return ['Its contact has been ended. Withdraw the request and send another one.'];
      const link = await this.link(replyId, reply.answerBy, personId);
      await this.database.query('update partner_reply set reminded_at = $2 where id = $1', [replyId, this.clock.now()]);
      const asked = this.asked(organisation.name, contact.role, reply.answerBy, link);
      await this.mail.queue({ to: contact.email, ...remindOfReply(asked) });
      await this.record('partner_replies.reminded', replyId);
      return [];
    });
  }

  /** Takes back a request: its links open nothing, and it closes no right of reply. Answers why not, when not. */
  async withdraw(organisation: OrganisationSummary, replyId: string): Promise<string[]> {
    return this.database.transaction(async () => {
      await this.database.lock(`reply of ${organisation.id}`);
      const reply = await this.known(organisation.id, replyId);
      if (reply.withdrawnAt !== null) return ['It has been withdrawn already.'];
      if (reply.answeredAt !== null) return ['It has been answered; an answer stays.'];
      await this.database.query('update partner_reply set withdrawn_at = $2 where id = $1', [
        replyId,
        this.clock.now(),
      ]);
      await this.links.withdrawAll(replyId);
      await this.record('partner_replies.withdrawn', replyId);
      return [];
    });
  }

  private async discardDraft(organisationId: string): Promise<void> {
    const drafts = `select id from partner_reply where organisation_id = $1 and sent_at is null and withdrawn_at is null`;
    await this.database.query(`delete from partner_reply_point where reply_id in (${drafts})`, [organisationId]);
    await this.database.query(`delete from partner_reply where id in (${drafts})`, [organisationId]);
  }

  private async known(organisationId: string, replyId: string): Promise<ReplyRow> {
    const reply = await this.queries.one(replyId);
    if (reply?.organisationId !== organisationId) throw new NotFoundException('There is no such request for a reply.');
    return reply;
  }

  private stateOf(reply: ReplyRow) {
    return replyState(reply, this.clock.today());
  }

  private async link(replyId: string, answerBy: CivilDate, personId: string): Promise<string> {
    const token = await this.links.make({ replyId }, addDays(answerBy, LINK_OUTLIVES_DAY_BY), personId);
    return `${this.config.publicUrl}${partnershipsPaths.answer(token)}`;
  }

  private asked(organisation: string, role: string, answerBy: CivilDate, link: string) {
    const { name: provider, contactEmail } = this.config.provider;
    return { site: this.config.publicUrl, provider, organisation, role, answerBy, link, contactEmail };
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'partner_reply', subjectId: id, details });
  }
}
