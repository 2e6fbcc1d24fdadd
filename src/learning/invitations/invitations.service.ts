import { Inject, Injectable } from '@nestjs/common';
import type { CourseVersion } from '../../courses/courses.types.js';
import { isRetiredSql } from '../../courses/retirement.rules.js';
import { Audit } from '../../platform/audit/audit.js';
import { addDays, type CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { newSecret, secretHash } from '../../platform/http/secret-links.js';
import { Mail } from '../../platform/mail/mail.js';
import { actingPersonId } from '../../platform/request-context.js';
import { EnrollingService } from '../enrolling/enrolling.service.js';
import { invitationsPaths } from '../paths.js';
import { addressHash } from '../importing/address-hash.js';
import { ROW_ERASED } from '../importing/erased-row.js';
import { INVITATION_DAYS, invitationMail } from './invitation-mail.rules.js';

export interface Invitation {
  id: string;
  courseSlug: string;
  email: string | null;
  organisationCode: string | null;
  givenBy: string;
  /** Who uploaded the list on which the address stood; null for an operator. */
  invitedById: string | null;
  dueOn: CivilDate | null;
  expiresOn: CivilDate;
  state: 'open' | 'expired' | 'ended';
}

const columns = `i.id, c.slug as "courseSlug", i.email, o.code as "organisationCode", i.given_by as "givenBy", i.invited_by_id as "invitedById",
  i.due_on as "dueOn", i.expires_on as "expiresOn",
  case when i.ended_at is not null then 'ended' when i.expires_on < $2 then 'expired' else 'open' end as state`;
const source = `enrolment_invitation i join course c on c.id = i.course_id
  left join organisation o on o.id = i.organisation_id`;

/** However an invitation ends, what was given to us with it goes. */
const ERASED = 'email = null, organisation_id = null';

/** Invites people who have no account to a course, by mail to an address that somebody else gave. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly enrolling: EnrollingService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Invites each address once: one whose invitation to the course stands open gets no second mail. A few statements,
   * however many people.
   */
  async inviteAll(
    version: CourseVersion,
    people: readonly { email: string; organisationId: string | null }[],
    from: { givenBy: string; dueOn: CivilDate | null },
  ): Promise<void> {
    if (people.length === 0) return;
    await this.database.transaction(async () => {
      const today = this.clock.today();
      const expiresOn = addDays(today, INVITATION_DAYS);
      await this.end(`ended_by = 'expired', ${ERASED}`, 'course_id = $2 and email = any($3) and expires_on < $4', [
        version.courseId,
        people.map(({ email }) => email),
        today,
      ]);
      const tokens = new Map(people.map(({ email }) => [email, newSecret()]));
      const rows = people.map(({ email, organisationId }) => ({
        id: newId(),
        hash: secretHash(tokens.get(email) ?? ''),
        email,
        organisation_id: organisationId,
      }));
      const made = await this.database.query<{ id: string; email: string }>(
        `insert into enrolment_invitation
           (id, hash, course_id, email, organisation_id, given_by, due_on, invited_at, invited_by_id, expires_on)
         select id, hash, $2, email, organisation_id, $3, $4, $5, $6, $7
           from jsonb_to_recordset($1) as row(id uuid, hash text, email text, organisation_id uuid)
         on conflict (email, course_id) where ended_at is null do nothing returning id, email`,
        [
          JSON.stringify(rows),
          version.courseId,
          from.givenBy,
          from.dueOn,
          this.clock.now(),
          actingPersonId(),
          expiresOn,
        ],
      );
      await this.mail.queueAll(
        made.map(({ email }) => ({
          to: email,
          passing: true,
          ...this.mailOf(version, tokens.get(email) ?? '', { ...from, invitedOn: today, expiresOn }),
        })),
      );
      await this.audit.recordAll(
        made.map(({ id }) => ({ action: 'invitations.sent', subjectKind: 'enrolment_invitation', subjectId: id })),
      );
    });
  }

  /** What the link invites to; undefined when there never was such a link. */
  async find(token: string): Promise<Invitation | undefined> {
    const [row] = await this.database.query<Invitation>(`select ${columns} from ${source} where i.hash = $1`, [
      secretHash(token),
      this.clock.today(),
    ]);
    return row;
  }

  /** Enrols who is signed in and has the link. Answers the enrolment; null when the invitation is no good any more. */
  async take(token: string, personId: string): Promise<string | null> {
    return this.database.transaction(async () => {
      await this.database.query('select id from enrolment_invitation where hash = $1 for update', [secretHash(token)]);
      const invitation = await this.find(token);
      if (invitation?.state !== 'open') return null;
      return this.enrolBy(invitation, personId);
    });
  }

  /** Enrols somebody whose address is confirmed now on everything that this address is invited to. */
  async takeAll(personId: string): Promise<void> {
    const open = await this.database.query<Invitation>(
      `select ${columns} from ${source} join person p on p.email = i.email
        where p.id = $1 and i.ended_at is null and i.expires_on >= $2
          and not ${isRetiredSql('i.course_id')}
        order by i.id for update of i`,
      [personId, this.clock.today()],
    );
    for (const invitation of open) await this.enrolBy(invitation, personId);
  }

  /**
   * Ends every invitation of the address and erases what was given to us with it. Of the address a hash alone is kept, so
   * that nobody is invited again. Answers false when the invitation had ended before.
   */
  async refuse(token: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const [held] = await this.database.query<{ id: string; email: string }>(
        'select id, email from enrolment_invitation where hash = $1 and ended_at is null for update',
        [secretHash(token)],
      );
      if (!held) return false;
      await this.database.query(`update enrolment_import_row set ${ROW_ERASED} where email = $1`, [held.email]);
      const ended = await this.end(`ended_by = 'refused', ${ERASED}`, 'email = $2', [held.email]);
      await this.database.query(
        'insert into enrolment_refusal (email_hash, refused_at) values ($1, $2) on conflict (email_hash) do nothing',
        [addressHash(held.email), this.clock.now()],
      );
      await this.audit.recordAll(
        ended.map((id) => ({ action: 'invitations.refused', subjectKind: 'enrolment_invitation', subjectId: id })),
      );
      return true;
    });
  }

  /** Erases the addresses of invitations that nobody took up in time. */
  async eraseExpired(): Promise<void> {
    await this.end(`ended_by = 'expired', ${ERASED}`, 'expires_on < $2', [this.clock.today()]);
  }

  private async enrolBy(invitation: Invitation, personId: string): Promise<string> {
    const { id } = await this.enrolling.enrol(personId, invitation.courseSlug, {
      origin: 'invitation',
      reason: `Invited by ${invitation.givenBy}`,
      // Nobody is late on the day on which they begin.
      dueOn: invitation.dueOn !== null && invitation.dueOn < this.clock.today() ? null : invitation.dueOn,
      byId: invitation.invitedById,
    });
    await this.database.query(
      `update enrolment_invitation set ended_at = $2, ended_by = 'taken', ${ERASED}, enrolment_id = $3 where id = $1`,
      [invitation.id, this.clock.now(), id],
    );
    await this.audit.record({
      action: 'invitations.taken',
      subjectKind: 'enrolment_invitation',
      subjectId: invitation.id,
    });
    return id;
  }

  /** Answers the ids of those that ended. */
  private async end(how: string, which: string, params: unknown[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `update enrolment_invitation set ended_at = $1, ${how} where ended_at is null and ${which} returning id`,
      [this.clock.now(), ...params],
    );
    return rows.map(({ id }) => id);
  }

  private mailOf(
    version: CourseVersion,
    token: string,
    facts: { givenBy: string; dueOn: CivilDate | null; invitedOn: CivilDate; expiresOn: CivilDate },
  ) {
    const site = this.config.publicUrl;
    return invitationMail({
      ...facts,
      site,
      provider: this.config.provider.name,
      link: `${site}${invitationsPaths.one(token)}`,
      privacy: `${site}${invitationsPaths.privacy()}`,
      course: version.title,
    });
  }
}
