import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A link that shows a draft to whoever has it, until it is withdrawn or its time is over. Only its hash is kept. */
@Entity('course_preview_link')
@Index('course_preview_link_hash', ['hash'], { unique: true })
@Index('course_preview_link_draft', ['draftId'])
export class CoursePreviewLinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_course_preview_link' })
  id: string;

  @Column('text')
  hash: string;

  @Column('uuid', { name: 'draft_id' })
  @ForeignKey('CourseDraftEntity', { name: 'course_preview_link_draft_fk' })
  draftId: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('uuid', { name: 'made_by_id' })
  @ForeignKey('PersonEntity', { name: 'course_preview_link_person_fk' })
  madeById: string;

  /** The last day on which it opens. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
