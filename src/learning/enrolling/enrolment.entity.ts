import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { EnrolmentOrigin } from './enrolment.rules.js';

/** Somebody takes a course, in the version that was the newest when they began or that they moved to since. */
@Entity('enrolment')
@Index('enrolment_once', ['personId', 'courseId'], { unique: true, where: `"withdrawn_at" is null` })
@Index('enrolment_person_course', ['personId', 'courseId'])
@Index('enrolment_course', ['courseId', 'id'])
@Index('enrolment_due', ['courseId', 'dueOn'], { where: `"withdrawn_at" is null and "completed_at" is null` })
@Index('enrolment_completed', ['completedAt'], {
  where: `"withdrawn_at" is null and "completed_at" is not null`,
})
@Index('enrolment_enrolled_by', ['enrolledById'])
@Check('enrolment_origin', `"origin" in ('self', 'administrator', 'file', 'cohort', 'invitation', 'rule')`)
@Index('enrolment_version_order', ['courseVersionId', 'id'])
export class EnrolmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_enrolment' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'enrolment_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'enrolment_course_fk' })
  courseId: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'enrolment_version_fk' })
  courseVersionId: string;

  @Column('timestamptz', { name: 'enrolled_at' })
  enrolledAt: Date;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @Column('text', { default: 'self' })
  origin: EnrolmentOrigin;

  /** Who enrolled them, when it was somebody else who was signed in. */
  @Column('uuid', { name: 'enrolled_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'enrolment_enrolled_by_fk', onDelete: 'SET NULL' })
  enrolledById: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  /**
   * Set when it stands no more: the learner was taken off the course, or began anew what they had completed. The row
   * stays; who comes back gets another one.
   */
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}

/** A due date that was moved, or a withdrawal: who, when and why. Never edited. */
@Entity('enrolment_change')
@Index('enrolment_change_enrolment', ['enrolmentId', 'id'])
@Index('enrolment_change_person', ['changedById'])
@Check('enrolment_change_kind', `"kind" in ('due', 'withdrawn')`)
@Check('enrolment_change_due', `("kind" = 'due') = ("due_on" is not null)`)
export class EnrolmentChangeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_enrolment_change' })
  id: string;

  @Column('uuid', { name: 'enrolment_id' })
  @ForeignKey(() => EnrolmentEntity, { name: 'enrolment_change_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  @Column('text')
  kind: 'due' | 'withdrawn';

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('date', { name: 'due_on_before', nullable: true })
  dueOnBefore: string | null;

  @Column('text')
  reason: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  @Column('uuid', { name: 'changed_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'enrolment_change_person_fk', onDelete: 'SET NULL' })
  changedById: string | null;
}
