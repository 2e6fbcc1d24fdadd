import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CourseImportReport } from './course-import.types.js';

/** A course that was uploaded as files, and waits to be applied or was. */
@Entity('course_import')
@Index('course_import_waiting', ['uploadedAt'], { where: 'applied_at is null' })
export class CourseImportEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'file_name' })
  fileName: string;

  /** Texts by their names; null once applied, as the version keeps them. */
  @Column('jsonb', { nullable: true })
  files: Record<string, string> | null;

  @Column('jsonb')
  report: CourseImportReport;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt: Date;

  @Column('uuid', { name: 'uploaded_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'course_import_uploaded_by_fk', onDelete: 'SET NULL' })
  uploadedById: string | null;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;
}
