import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ExtraTime } from '../knowledge-check/time-limit.rules.js';

/** What was arranged for one learner's knowledge check. The latest holds; none is edited. */
@Entity('check_adjustment')
@Index('check_adjustment_enrolment', ['enrolmentId', 'id'])
@Check('check_adjustment_extra_time', `"extra_time" in ('none', 'quarter', 'half', 'double', 'no_limit')`)
@Check('check_adjustment_more_attempts', `"more_attempts" between 0 and 20`)
export class CheckAdjustmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_check_adjustment' })
  id: string;

  @Column('uuid', { name: 'enrolment_id' })
  @ForeignKey('EnrolmentEntity', { name: 'check_adjustment_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  @Column('text', { name: 'extra_time' })
  extraTime: ExtraTime;

  /** Beside those that the course allows. */
  @Column('integer', { name: 'more_attempts' })
  moreAttempts: number;

  @Column('boolean', { name: 'no_pause' })
  noPause: boolean;

  /** The learner reads it too. */
  @Column('text')
  reason: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt: Date;

  @Column('uuid', { name: 'given_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'check_adjustment_given_by_fk', onDelete: 'SET NULL' })
  givenById: string | null;
}
