import { ConflictException, Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Mail } from '../../platform/mail/mail.js';
import { actingPersonId } from '../../platform/request-context.js';
import { liveSessionsPaths } from '../paths.js';
import type { SessionTimes } from './live-session.rules.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions.queries.js';
import { cancelledMessage, changedMessage } from './session-mail.rules.js';

/** What is planned of a session. */
export interface SessionPlan extends SessionTimes, Pick<LiveSession, 'title' | 'setting' | 'venue' | 'joining'> {
  interaction: string;
  places: number | null;
}

/** Plans sessions, changes and cancels them; who has a place is told by mail, in the same commit. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly database: Database,
    private readonly queries: LiveSessionsQueries,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Plans a session, led by who plans it; answers its id. */
  async plan(courseId: string, plan: SessionPlan): Promise<string> {
    return this.database.transaction(async () => {
      const id = newId();
      await this.database.query(
        `insert into live_session (id, course_id, title, starts_at, ends_at, break_minutes, setting, venue, joining,
           interaction, places, leader_id, planned_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [id, courseId, ...valuesOf(plan), actingPersonId(), this.clock.now()],
      );
      await this.record('live_sessions.planned', id, { courseId });
      return id;
    });
  }

  /**
   * Changes what is planned. Who has a place is told when the time, the place or the way in changes. Answers what is wrong:
   * there must stay a place for everybody who has one, and hours that were certified stand.
   */
  async change(id: string, plan: SessionPlan): Promise<{ field: string; message: string } | null> {
    return this.database.transaction(async () => {
      const before = await this.hold(id);
      if (before.cancelledAt !== null) throw new ConflictException('The session was cancelled: it changes no more.');
      if (plan.places !== null && plan.places < before.booked)
        return { field: 'places', message: `${String(before.booked)} have a place: leave as many, or more` };
      const times = ['startsAt', 'endsAt', 'breakMinutes'] as const;
      const moved = times.some((name) => plan[name].valueOf() !== before[name].valueOf());
      if (moved && (await this.queries.counts(id)).certified > 0)
        return { field: 'startsOn', message: 'Certificates of this session were issued: its times stand' };
      await this.database.query(
        `update live_session set title = $2, starts_at = $3, ends_at = $4, break_minutes = $5, setting = $6, venue = $7,
           joining = $8, interaction = $9, places = $10 where id = $1`,
        [id, ...valuesOf(plan)],
      );
      // Nobody was there for longer than it lasted.
      if (moved)
        await this.database.query(
          `update live_session_place set attendance = null, hours = null, noted_at = null
            where session_id = $1 and attendance in ('late', 'left')`,
          [id],
        );
      await this.record('live_sessions.changed', id);
      const told = (['setting', 'venue', 'joining'] as const).some((name) => plan[name] !== before[name]);
      if ((moved || told) && before.startsAt > this.clock.now()) {
        const after = await this.queries.one(id);
        const message = changedMessage(after, this.config.publicUrl + liveSessionsPaths.one(id));
        await this.mail.queueAll((await this.addresses(id)).map((to) => ({ to, ...message })));
      }
      return null;
    });
  }

  /** Cancels a session that was not held; who has a place is told why. Pressing twice is once. */
  async cancel(id: string, because: string): Promise<void> {
    await this.database.transaction(async () => {
      const session = await this.hold(id);
      if (session.cancelledAt !== null) return;
      if ((await this.queries.counts(id)).there > 0)
        throw new ConflictException('Somebody was there: a session that was held cannot be cancelled.');
      await this.database.query('update live_session set cancelled_at = $2, cancelled_because = $3 where id = $1', [
        id,
        this.clock.now(),
        because,
      ]);
      await this.record('live_sessions.cancelled', id);
      const message = cancelledMessage(
        { ...session, cancelledBecause: because },
        this.config.publicUrl + liveSessionsPaths.list(),
      );
      await this.mail.queueAll((await this.addresses(id)).map((to) => ({ to, ...message })));
    });
  }

  private async hold(id: string): Promise<LiveSession> {
    await this.database.query('select id from live_session where id = $1 for update', [id]);
    return this.queries.one(id);
  }

  private async addresses(id: string): Promise<string[]> {
    const rows = await this.database.query<{ email: string }>(
      `select p.email from live_session_place l join person p on p.id = l.person_id
        where l.session_id = $1 and l.given_up_at is null and p.deactivated_at is null`,
      [id],
    );
    return rows.map(({ email }) => email);
  }

  private async record(action: string, id: string, details: Record<string, unknown> = {}): Promise<void> {
    await this.audit.record({ action, subjectKind: 'live_session', subjectId: id, details });
  }
}

const valuesOf = (plan: SessionPlan): unknown[] => [
  plan.title,
  plan.startsAt,
  plan.endsAt,
  plan.breakMinutes,
  plan.setting,
  plan.venue,
  plan.joining,
  plan.interaction,
  plan.places,
];
