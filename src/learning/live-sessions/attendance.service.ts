import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { PlacesService } from './places.service.js';
import type { Attendance } from './live-session.rules.js';

export interface NotedAttendance {
  personId: string;
  attendance: Attendance | null;
  hours: number | null;
}

/** What became of it. `interaction` null: nothing was different. */
export interface Kept {
  noted: number;
  added: number;
  interaction: 'kept' | 'stands' | null;
}

/** Notes who was there, and whether people took part. What was certified stands: certificates are corrected, not this. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly places: PlacesService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Keeps all that was said of a session; null, and nothing is kept, where the list has no room for the newcomers. */
  async keep(
    sessionId: string,
    said: { noted: readonly NotedAttendance[]; interactive: boolean | null; newcomers: readonly string[] },
  ): Promise<Kept | null> {
    return this.database.transaction(async () => {
      const added = said.newcomers.length === 0 ? 0 : await this.places.add(sessionId, said.newcomers);
      if (added === null) return null;
      const noted = await this.note(sessionId, said.noted);
      const interaction = said.interactive === null ? null : await this.interaction(sessionId, said.interactive);
      return { noted, added, interaction };
    });
  }

  /** Notes attendance of people on the list in one statement; answers how many were noted anew. */
  private async note(sessionId: string, noted: readonly NotedAttendance[]): Promise<number> {
    return this.database.transaction(async () => {
      await this.database.query('select id from live_session where id = $1 for update', [sessionId]);
      const changed = await this.database.query(
        `update live_session_place p set attendance = n.attendance, hours = n.hours, noted_at = $3
           from jsonb_to_recordset($2) as n(person_id uuid, attendance text, hours double precision)
          where p.session_id = $1 and p.person_id = n.person_id and p.given_up_at is null and p.certified_at is null
            and (p.attendance, p.hours) is distinct from (n.attendance, n.hours) returning p.person_id`,
        [sessionId, JSON.stringify(noted.map((one) => ({ ...one, person_id: one.personId }))), this.clock.now()],
      );
      if (changed.length > 0)
        await this.audit.record({
          action: 'live_sessions.attendance_noted',
          subjectKind: 'live_session',
          subjectId: sessionId,
          details: { people: changed.length },
        });
      return changed.length;
    });
  }

  /** Says whether those who were there took part, unless certificates say so already. */
  private async interaction(sessionId: string, interactive: boolean): Promise<Kept['interaction']> {
    return this.database.transaction(async () => {
      const same = await this.database.query('select from live_session where id = $1 and interactive = $2', [
        sessionId,
        interactive,
      ]);
      if (same.length > 0) return null;
      const changed = await this.database.query(
        `update live_session set interactive = $2 where id = $1
           and not exists (select from live_session_place where session_id = $1 and certified_at is not null) returning id`,
        [sessionId, interactive],
      );
      if (changed.length > 0)
        await this.audit.record({
          action: 'live_sessions.interaction_noted',
          subjectKind: 'live_session',
          subjectId: sessionId,
          details: { interactive },
        });
      return changed.length > 0 ? 'kept' : 'stands';
    });
  }
}
