import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody takes a course, in the version that was the newest when they began. At most one live one for each course. */
@Entity('enrolment')
@Index('enrolment_live', ['personId', 'courseId'], { unique: true, where: '"withdrawn_at" is null' })
@Index('enrolment_version', ['courseVersionId'])
export class EnrolmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_enrolment' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'enrolment_person', onDelete: 'CASCADE' })
  personId: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'enrolment_course' })
  courseId: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'enrolment_course_version' })
  courseVersionId: string;

  @Column('timestamptz', { name: 'enrolled_at' })
  enrolledAt: Date;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
