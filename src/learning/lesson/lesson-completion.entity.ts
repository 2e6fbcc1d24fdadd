import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A lesson was read, and what stood in it for this learner. Never edited. */
@Entity('lesson_completion')
@Index('lesson_completion_lesson', ['lessonId', 'completedAt'])
export class LessonCompletionEntity {
  @PrimaryColumn('uuid', { name: 'enrolment_id', primaryKeyConstraintName: 'PK_lesson_completion' })
  @ForeignKey('EnrolmentEntity', { name: 'lesson_completion_enrolment_fk', onDelete: 'CASCADE' })
  enrolmentId: string;

  @PrimaryColumn('uuid', { name: 'lesson_id', primaryKeyConstraintName: 'PK_lesson_completion' })
  @ForeignKey('CourseLessonEntity', { name: 'lesson_completion_lesson_fk' })
  lessonId: string;

  @Column('timestamptz', { name: 'completed_at' })
  completedAt: Date;

  /** When the page was opened on which the lesson was said to be read; null for those of before we noted it. */
  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt: Date | null;

  /** The London day on which the lesson was shown, which chose what it said. */
  @Column('date', { name: 'shown_on' })
  shownOn: string;

  /** What the learner worked as when it was shown. */
  @Column('text')
  profession: string;

  @Column('uuid', { name: 'workplace_id', nullable: true })
  workplaceId: string | null;

  @Column('uuid', { name: 'profile_revision_id', nullable: true })
  @ForeignKey('PolicyProfileRevisionEntity', { name: 'lesson_completion_revision_fk' })
  profileRevisionId: string | null;

  /** ShownBlock[]: which variant of each tailored block, and on which facts it rested. */
  @Column('jsonb')
  shown: unknown;
}
