import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Attendance, SessionSetting } from './live-session.rules.js';

/** A session of a course that people attend together, online or in a room. */
@Entity('live_session')
@Index('live_session_starts', ['startsAt', 'id'])
@Index('live_session_course', ['courseId', 'startsAt'])
@Index('live_session_leader', ['leaderId', 'startsAt'])
@Check('live_session_setting', `"setting" in ('online', 'in_person', 'both')`)
@Check('live_session_times', `"starts_at" < "ends_at" and "break_minutes" >= 0`)
@Check('live_session_places', `"places" is null or "places" > 0`)
export class LiveSessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_live_session' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'live_session_course_fk' })
  courseId: string;

  @Column('text')
  title: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  /** Of which nobody learns. */
  @Column('integer', { name: 'break_minutes' })
  breakMinutes: number;

  @Column('text')
  setting: SessionSetting;

  /** Where it is held, for everybody who looks for one; empty for a session that is online alone. */
  @Column('text')
  venue: string;

  /** How to get in: only for those who have a place. */
  @Column('text')
  joining: string;

  /** How those who come take part; empty when they only listen. */
  @Column('text')
  interaction: string;

  /** Null: no limit but our own. */
  @Column('integer', { nullable: true })
  places: number | null;

  /** Null once their account was erased. */
  @Column('uuid', { name: 'leader_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'live_session_leader_fk', onDelete: 'SET NULL' })
  leaderId: string | null;

  @Column('timestamptz', { name: 'planned_at' })
  plannedAt: Date;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  /** For those who had a place. */
  @Column('text', { name: 'cancelled_because', nullable: true })
  cancelledBecause: string | null;

  /** Whether those who were there took part, with each other or with who led it; null until somebody says so. */
  @Column('boolean', { nullable: true })
  interactive: boolean | null;
}

/** Somebody's place at a session, and whether they were there. The row stays when they give it up. */
@Entity('live_session_place')
@Index('live_session_place_person', ['personId'])
@Check('live_session_place_attendance', `"attendance" in ('present', 'late', 'left', 'absent')`)
@Check('live_session_place_hours', `"hours" is null or "attendance" in ('late', 'left')`)
export class LiveSessionPlaceEntity {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'PK_live_session_place' })
  @ForeignKey(() => LiveSessionEntity, { name: 'live_session_place_session_fk' })
  sessionId: string;

  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_live_session_place' })
  @ForeignKey('PersonEntity', { name: 'live_session_place_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('timestamptz', { name: 'booked_at' })
  bookedAt: Date;

  /** Who put them on the list; null for who booked themselves. */
  @Column('uuid', { name: 'added_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'live_session_place_added_by_fk', onDelete: 'SET NULL' })
  addedById: string | null;

  @Column('timestamptz', { name: 'given_up_at', nullable: true })
  givenUpAt: Date | null;

  @Column('text', { nullable: true })
  attendance: Attendance | null;

  /** How long they took part who came late or left early. */
  @Column('double precision', { nullable: true })
  hours: number | null;

  @Column('timestamptz', { name: 'noted_at', nullable: true })
  notedAt: Date | null;

  /** When a certificate of it was asked for: what it says stands from then on. */
  @Column('timestamptz', { name: 'certified_at', nullable: true })
  certifiedAt: Date | null;
}
