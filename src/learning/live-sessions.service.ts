import { ForbiddenException, Injectable } from '@nestjs/common';
import type { SignedInPerson } from '../platform/http/permissions.types.js';
import { Clock } from '../platform/clock.js';
import { type CivilDate, londonDate } from '../platform/civil-date.rules.js';
import { Database } from '../platform/database/database.js';
import { attendedHours } from './live-sessions/live-session.rules.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions/live-sessions.queries.js';
import { leads } from './live-sessions/leading.rules.js';

/** Somebody who was at a session and whose certificate was not asked for yet. */
export interface Attendee {
  personId: string;
  total: number;
  participatory: number;
}

/** A session as those see it who certify it. */
export interface SessionToCertify {
  id: string;
  courseSlug: string;
  title: string;
  startsAt: Date;
  heldOn: CivilDate;
  /** Whether those who were there took part; null until somebody says so. */
  interactive: boolean | null;
  over: boolean;
  awaiting: Attendee[];
  /** Who were there, and have asked for a certificate of another session of the course on that day: there is one a day. */
  certifiedElsewhere: string[];
  listed: number;
  notNoted: number;
  certified: number;
}

/** A certificate stands for a person, a course and a day: who has one of another session of that day gets no second. */
const elsewhere = `exists (select from live_session_place o join live_session s on s.id = o.session_id
  where o.person_id = l.person_id and o.session_id <> l.session_id and o.certified_at is not null and s.course_id = $2
    and (s.starts_at at time zone 'Europe/London')::date = $3)`;

/** Live sessions, for the rooms that certify them. */
@Injectable()
export class LiveSessionsService {
  constructor(
    private readonly database: Database,
    private readonly queries: LiveSessionsQueries,
    private readonly clock: Clock,
  ) {}

  /** The session, for who leads it or an administrator. Throws NotFoundException, or ForbiddenException for anybody else. */
  async toCertify(id: string, person: SignedInPerson): Promise<SessionToCertify> {
    const session = await this.queries.one(id);
    if (!leads(session, person)) throw new ForbiddenException('Only who leads the session issues its certificates.');
    const counts = await this.queries.counts(id);
    return {
      id,
      courseSlug: session.courseSlug,
      title: session.title,
      startsAt: session.startsAt,
      heldOn: londonDate(session.startsAt),
      interactive: session.interactive,
      over: session.cancelledAt === null && session.endsAt <= this.clock.now(),
      awaiting: await this.awaiting(session),
      certifiedElsewhere: await this.certifiedElsewhere(session),
      listed: counts.listed,
      notNoted: counts.listed - counts.noted,
      certified: counts.certified,
    };
  }

  /**
   * Takes down, in the transaction that asks for their certificates, that those who await one have it; answers them. Asked
   * twice at the same time, nobody is answered twice.
   */
  async certify(id: string): Promise<Attendee[]> {
    return this.database.transaction(async () => {
      const session = await this.queries.one(id);
      await this.database.lock(`certified sessions of ${session.courseId}`);
      await this.database.query('select id from live_session where id = $1 for update', [id]);
      const awaiting = await this.awaiting(await this.queries.one(id));
      await this.database.query(
        'update live_session_place set certified_at = $3 where session_id = $1 and person_id = any($2)',
        [id, awaiting.map(({ personId }) => personId), this.clock.now()],
      );
      return awaiting;
    });
  }

  private async certifiedElsewhere(session: LiveSession): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      `select p.name from live_session_place l join person p on p.id = l.person_id
        where l.session_id = $1 and l.given_up_at is null and l.attendance <> 'absent' and l.certified_at is null
          and p.deactivated_at is null and ${elsewhere} order by p.name, p.id limit 500`,
      [session.id, session.courseId, londonDate(session.startsAt)],
    );
    return rows.map(({ name }) => name);
  }

  private async awaiting(session: LiveSession): Promise<Attendee[]> {
    const rows = await this.database.query<Pick<Attendee, 'personId'> & Parameters<typeof attendedHours>[0]>(
      `select l.person_id as "personId", l.attendance, l.hours from live_session_place l join person p on p.id = l.person_id
        where l.session_id = $1 and l.given_up_at is null and l.attendance <> 'absent' and l.certified_at is null
          and p.deactivated_at is null and not ${elsewhere} order by l.person_id`,
      [session.id, session.courseId, londonDate(session.startsAt)],
    );
    return rows.flatMap(({ personId, ...noted }) => {
      const hours = attendedHours(noted, session);
      return hours === null ? [] : [{ personId, ...hours }];
    });
  }
}
