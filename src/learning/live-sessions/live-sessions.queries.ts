import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { isId } from '../../platform/database/new-id.js';
import type { Attendance, SessionSetting } from './live-session.rules.js';

export interface LiveSession {
  id: string;
  courseId: string;
  courseSlug: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  breakMinutes: number;
  setting: SessionSetting;
  venue: string;
  joining: string;
  interaction: string;
  places: number | null;
  booked: number;
  leaderId: string | null;
  leader: string | null;
  cancelledAt: Date | null;
  cancelledBecause: string | null;
  interactive: boolean | null;
}

/** Somebody's own place. */
export interface OwnPlace {
  givenUp: boolean;
  attendance: Attendance | null;
  hours: number | null;
  certified: boolean;
  /** Whether they have said what they think of it. */
  evaluated: boolean;
}

/** Somebody on the list of a session, as who leads it sees them. */
export interface ListedPlace {
  personId: string;
  name: string;
  email: string;
  attendance: Attendance | null;
  hours: number | null;
  certified: boolean;
}

/** Where a page of sessions goes on: after this session, or before it. */
export interface SessionCursor {
  startsAt: Date;
  id: string;
}

const columns = `s.id, s.course_id as "courseId", c.slug as "courseSlug", s.title, s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.break_minutes as "breakMinutes", s.setting, s.venue, s.joining, s.interaction, s.places, n.booked,
  s.leader_id as "leaderId", l.name as leader, s.cancelled_at as "cancelledAt", s.cancelled_because as "cancelledBecause",
  s.interactive`;
const source = `live_session s join course c on c.id = s.course_id left join person l on l.id = s.leader_id
  cross join lateral (select count(*)::int as booked from live_session_place p
                       where p.session_id = s.id and p.given_up_at is null) n`;

/** Reads sessions, each question one statement. */
@Injectable()
export class LiveSessionsQueries {
  constructor(private readonly database: Database) {}

  /** Throws NotFoundException for what is no session. */
  async one(id: string): Promise<LiveSession> {
    const [row] = isId(id)
      ? await this.database.query<LiveSession>(`select ${columns} from ${source} where s.id = $1`, [id])
      : [];
    if (!row) throw new NotFoundException('There is no such session.');
    return row;
  }

  /** Those that are held from now on, of one course (a slug) or all, the next one first. */
  ahead(course: string, now: Date, after: SessionCursor | null, limit: number): Promise<LiveSession[]> {
    return this.database.query<LiveSession>(
      `select ${columns} from ${source} where s.starts_at > $1 and s.cancelled_at is null and ($2 = '' or c.slug = $2)
         and ($3::timestamptz is null or (s.starts_at, s.id) > ($3, $4::uuid)) order by s.starts_at, s.id limit $5`,
      [now, course, after?.startsAt ?? null, after?.id ?? null, limit],
    );
  }

  /** How many of a course (an id) are held from now on. */
  async countAhead(courseId: string, now: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::int as count from live_session where course_id = $1 and starts_at > $2 and cancelled_at is null',
      [courseId, now],
    );
    return row?.count ?? 0;
  }

  /** Those at which somebody has or had a place, the latest first; at most 100. */
  ofPerson(personId: string): Promise<(LiveSession & Pick<OwnPlace, 'attendance'>)[]> {
    return this.database.query(
      `select ${columns}, mine.attendance from live_session_place mine join ${source.replace('live_session s', 'live_session s on s.id = mine.session_id')}
        where mine.person_id = $1 and mine.given_up_at is null order by s.starts_at desc, s.id desc limit 100`,
      [personId],
    );
  }

  /** Those that somebody leads, or all, the latest first. */
  led(leaderId: string | null, before: SessionCursor | null, limit: number): Promise<LiveSession[]> {
    return this.database.query<LiveSession>(
      `select ${columns} from ${source} where ($1::uuid is null or s.leader_id = $1)
         and ($2::timestamptz is null or (s.starts_at, s.id) < ($2, $3::uuid)) order by s.starts_at desc, s.id desc limit $4`,
      [leaderId, before?.startsAt ?? null, before?.id ?? null, limit],
    );
  }

  async ownPlace(sessionId: string, personId: string): Promise<OwnPlace | null> {
    const [row] = await this.database.query<OwnPlace>(
      `select given_up_at is not null as "givenUp", attendance, hours, certified_at is not null as certified,
         exists (select from evaluation_given g where g.person_id = $2 and g.subject_id = $1) as evaluated
         from live_session_place where session_id = $1 and person_id = $2`,
      [sessionId, personId],
    );
    return row ?? null;
  }

  /** Those on the list, by the time when they came onto it; after a person, at most `limit`. */
  listed(sessionId: string, after: string | null, limit: number): Promise<ListedPlace[]> {
    return this.database.query<ListedPlace>(
      `select p.id as "personId", p.name, p.email, l.attendance, l.hours, l.certified_at is not null as certified
         from live_session_place l join person p on p.id = l.person_id
        where l.session_id = $1 and l.given_up_at is null and ($2::uuid is null or p.id > $2) order by p.id limit $3`,
      [sessionId, after, limit],
    );
  }

  /** How many of those on the list were noted, and as what. */
  async counts(sessionId: string): Promise<{ listed: number; noted: number; there: number; certified: number }> {
    const [row] = await this.database.query<{ listed: number; noted: number; there: number; certified: number }>(
      `select count(*)::int as listed, count(attendance)::int as noted, count(*) filter (where attendance <> 'absent')::int as there,
         count(certified_at)::int as certified from live_session_place where session_id = $1 and given_up_at is null`,
      [sessionId],
    );
    return row ?? { listed: 0, noted: 0, there: 0, certified: 0 };
  }

  /** Accounts that can be put on a list, by their address. */
  accounts(emails: readonly string[]): Promise<{ id: string; email: string }[]> {
    return this.database.query(
      'select id, email from person where email = any($1) and confirmed_at is not null and deactivated_at is null',
      [emails],
    );
  }
}
