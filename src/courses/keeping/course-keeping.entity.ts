import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That a course is retired: nobody joins it any more. It ends when the course is reopened, or when another takes its place. */
@Entity('course_retirement')
@Index('course_retirement_standing', ['courseId'], { unique: true, where: `"ended_at" is null` })
@Check('course_retirement_end', `("ended_at" is null) = ("ended_by_id" is null)`)
export class CourseRetirementEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_retirement' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'course_retirement_course_fk' })
  courseId: string;

  /** The last day on which learners under way can finish; null: they stopped when it was retired. */
  @Column('date', { name: 'finish_by', nullable: true })
  finishBy: string | null;

  /** Why, in words for learners. */
  @Column('text')
  reason: string;

  @Column('timestamptz', { name: 'retired_at' })
  retiredAt: Date;

  @Column('uuid', { name: 'retired_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_retirement_person_fk' })
  retiredById: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { name: 'ended_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'course_retirement_ended_by_fk' })
  endedById: string | null;
}

/** By which day a course is to be read through again. The latest of a course is what holds; none is edited. */
@Entity('course_review_day')
@Index('course_review_day_course', ['courseId', 'id'])
export class CourseReviewDayEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_review_day' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'course_review_day_course_fk' })
  courseId: string;

  @Column('date', { name: 'review_by' })
  reviewBy: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;

  @Column('uuid', { name: 'set_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_review_day_person_fk' })
  setById: string;
}
