import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const degree = (name: string) => `"${name}" between 1 and 5`;

/**
 * What somebody says of a course or a session. Nothing here leads to who they are unless they gave their name: the id is
 * random, so that it tells no order, and the day is the first of the month.
 */
@Entity('evaluation')
@Index('evaluation_course', ['courseId', 'id'])
@Index('evaluation_session', ['liveSessionId', 'id'])
@Index('evaluation_person', ['personId'])
@Check(
  'evaluation_degrees',
  ['relevant', 'outcomes', 'clear', 'balanced', 'confident', 'recommend'].map(degree).join(' and '),
)
export class EvaluationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_evaluation' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'evaluation_course_fk' })
  courseId: string;

  /** Null for a session. */
  @Column('uuid', { name: 'course_version_id', nullable: true })
  @ForeignKey('CourseVersionEntity', { name: 'evaluation_version_fk' })
  courseVersionId: string | null;

  /** Null for a course that was taken alone. */
  @Column('uuid', { name: 'live_session_id', nullable: true })
  @ForeignKey('LiveSessionEntity', { name: 'evaluation_session_fk' })
  liveSessionId: string | null;

  /** The first day of the month in which it was given. */
  @Column('date')
  month: string;

  @Column('smallint', { nullable: true })
  relevant: number | null;

  @Column('smallint', { nullable: true })
  outcomes: number | null;

  @Column('smallint', { nullable: true })
  clear: number | null;

  @Column('smallint', { nullable: true })
  balanced: number | null;

  @Column('smallint', { nullable: true })
  confident: number | null;

  @Column('smallint', { nullable: true })
  recommend: number | null;

  @Column('text')
  practice: string;

  @Column('text')
  best: string;

  @Column('text')
  better: string;

  /** Only of who gave their name to it. */
  @Column('uuid', { name: 'person_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'evaluation_person_fk', onDelete: 'SET NULL' })
  personId: string | null;
}

/** That somebody has said what they think of an enrolment or a session, not what, nor when: so that each says it once. */
@Entity('evaluation_given')
export class EvaluationGivenEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_evaluation_given' })
  @ForeignKey('PersonEntity', { name: 'evaluation_given_person_fk', onDelete: 'CASCADE' })
  personId: string;

  /** The enrolment, or the session. */
  @PrimaryColumn('uuid', { name: 'subject_id', primaryKeyConstraintName: 'PK_evaluation_given' })
  subjectId: string;
}
