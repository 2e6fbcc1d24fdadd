import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that courses show or offer, known by its content. Which courses do stands in their media.yaml. */
@Entity('course_medium')
export class CourseMediumEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_course_medium' })
  sha256: string;

  @Column('text', { name: 'media_type' })
  mediaType: string;

  @Column('integer')
  bytes: number;

  /** Of a picture, in pixels. */
  @Column('integer', { nullable: true })
  width: number | null;

  @Column('integer', { nullable: true })
  height: number | null;

  /** How far the lightest and darkest parts of a picture stand apart. */
  @Column('real', { nullable: true })
  contrast: number | null;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
