import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Mail } from '../../platform/mail/mail.js';
import { actingPersonId } from '../../platform/request-context.js';
import { liveSessionsPaths } from '../paths.js';
import { type Booking, bookingOf } from './live-session.rules.js';
import { type LiveSession, LiveSessionsQueries } from './live-sessions.queries.js';
import { bookedMessage } from './session-mail.rules.js';

/** So many people fit on one list, whatever its places. */
export const MOST_LISTED = 1000;

/** Books places and gives them up. Two who want the last place come one after the other. */
@Injectable()
export class PlacesService {
  constructor(
    private readonly database: Database,
    private readonly queries: LiveSessionsQueries,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Books a place and mails how to join. Answers null, or why there is none; booked twice is booked once. */
  async book(sessionId: string, person: { id: string; email: string }): Promise<string | null> {
    return this.database.transaction(async () => {
      const { session, booking } = await this.hold(sessionId, person.id);
      if (booking.may === null) return booking.reason;
      if (booking.may === 'give_up') return null;
      await this.insert(sessionId, [person.id], null);
      await this.audit.record({
        action: 'live_session_places.booked',
        subjectKind: 'live_session',
        subjectId: sessionId,
      });
      await this.mail.queue({
        to: person.email,
        ...bookedMessage(session, this.config.publicUrl + liveSessionsPaths.one(sessionId)),
      });
      return null;
    });
  }

  /** Gives a place up. Answers null, or why it cannot be. */
  async giveUp(sessionId: string, personId: string): Promise<string | null> {
    return this.database.transaction(async () => {
      const { booking } = await this.hold(sessionId, personId);
      if (booking.may === 'book') return null;
      if (booking.may === null) return booking.reason;
      await this.database.query(
        'update live_session_place set given_up_at = $3 where session_id = $1 and person_id = $2 and given_up_at is null',
        [sessionId, personId, this.clock.now()],
      );
      await this.audit.record({
        action: 'live_session_places.given_up',
        subjectKind: 'live_session',
        subjectId: sessionId,
      });
      return null;
    });
  }

  /** Puts people on the list who came, or are to come, without booking; answers how many are new on it, null when it is full. */
  async add(sessionId: string, personIds: readonly string[]): Promise<number | null> {
    return this.database.transaction(async () => {
      await this.database.query('select id from live_session where id = $1 for update', [sessionId]);
      const { booked } = await this.queries.one(sessionId);
      if (booked + personIds.length > MOST_LISTED) return null;
      const added = await this.insert(sessionId, personIds, actingPersonId());
      await this.audit.record({
        action: 'live_session_places.added',
        subjectKind: 'live_session',
        subjectId: sessionId,
        details: { people: added },
      });
      return added;
    });
  }

  private async insert(sessionId: string, personIds: readonly string[], addedById: string | null): Promise<number> {
    const rows = await this.database.query(
      `insert into live_session_place (session_id, person_id, booked_at, added_by_id)
       select $1, id, $3, $4 from unnest($2::uuid[]) as id
       on conflict (session_id, person_id) do update set given_up_at = null, booked_at = excluded.booked_at,
         added_by_id = excluded.added_by_id where live_session_place.given_up_at is not null returning person_id`,
      [sessionId, personIds, this.clock.now(), addedById],
    );
    return rows.length;
  }

  private async hold(sessionId: string, personId: string): Promise<{ session: LiveSession; booking: Booking }> {
    await this.database.query('select id from live_session where id = $1 for update', [sessionId]);
    const session = await this.queries.one(sessionId);
    const place = await this.queries.ownPlace(sessionId, personId);
    const limited = { ...session, places: session.places ?? MOST_LISTED };
    return { session, booking: bookingOf(limited, place?.givenUp === false, this.clock.now()) };
  }
}
