import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody takes a course, in the version that was the newest when they began or that they moved to since. */
@Entity('enrolment')
@Index('enrolment_once', ['personId', 'courseId'], { unique: true })
@Index('enrolment_version', ['courseVersionId'])
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
}
