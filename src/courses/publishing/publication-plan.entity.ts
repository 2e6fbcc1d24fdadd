import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That a draft is to be published at a time. Of one draft, at most one waits. */
@Entity('course_publication_plan')
@Index('course_publication_plan_draft', ['draftId', 'id'])
@Index('course_publication_plan_waiting', ['draftId'], { unique: true, where: `"state" = 'waiting'` })
@Check('course_publication_plan_state', `"state" in ('waiting', 'published', 'refused', 'withdrawn')`)
@Check('course_publication_plan_end', `("state" = 'waiting') = ("ended_at" is null)`)
@Check('course_publication_plan_reasons', `("state" = 'refused') = (cardinality("reasons") > 0)`)
export class CoursePublicationPlanEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_publication_plan' })
  id: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey('CourseDraftEntity', { name: 'course_publication_plan_draft_fk' })
  draftId: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** For learners on an older version. */
  @Column('text', { name: 'what_changed', nullable: true })
  whatChanged: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_publication_plan_person_fk' })
  madeById: string;

  @Column('text')
  state: string;

  /** Why it was not published when its time came. */
  @Column('text', { array: true })
  reasons: string[];

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
