import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TemplateContent } from '../certificates.types.js';

/** How certificates are worded and what they bear. One may be the default, for courses that choose none. */
@Entity('certificate_template')
@Check('certificate_template_default_used', `not "is_default" or "used_number" is not null`)
@Index('certificate_template_name', { synchronize: false })
@Index('certificate_template_default', ['isDefault'], { unique: true, where: '"is_default"' })
export class CertificateTemplateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate_template' })
  id: string;

  @Column('text')
  name: string;

  @Column('integer', { name: 'newest_number' })
  newestNumber: number;

  /** Of the version with which certificates are issued; null until one is put to use. */
  @Column('integer', { name: 'used_number', nullable: true })
  usedNumber: number | null;

  @Column('boolean', { name: 'is_default' })
  isDefault: boolean;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}

/** A template as it was saved once. The database refuses to change it. */
@Entity('certificate_template_version')
@Index('certificate_template_version_number', ['templateId', 'number'], { unique: true })
export class CertificateTemplateVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate_template_version' })
  id: string;

  @Column('uuid', { name: 'template_id' })
  @ForeignKey(() => CertificateTemplateEntity, { name: 'certificate_template_version_template_fk' })
  templateId: string;

  @Column('integer')
  number: number;

  @Column('jsonb')
  content: TemplateContent;

  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;

  @Column('uuid', { name: 'saved_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'certificate_template_version_person_fk' })
  savedById: string | null;
}

/** A picture on certificates. It stays as long as they do, beside them: the database refuses to change or delete it. */
@Entity('certificate_logo')
export class CertificateLogoEntity {
  /** Of the bytes, in hexadecimal. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_certificate_logo' })
  sha256: string;

  /** A PNG of our own making. */
  @Column('bytea')
  bytes: Buffer;

  @Column('timestamptz', { name: 'kept_at' })
  keptAt: Date;
}

/** What is decided for the certificates of a course. */
@Entity('certificate_course')
export class CertificateCourseEntity {
  @PrimaryColumn('uuid', { name: 'course_id', primaryKeyConstraintName: 'PK_certificate_course' })
  @ForeignKey('CourseEntity', { name: 'certificate_course_course_fk' })
  courseId: string;

  /** Null: the default one. */
  @Column('uuid', { name: 'template_id', nullable: true })
  @Index('certificate_course_template')
  @ForeignKey(() => CertificateTemplateEntity, { name: 'certificate_course_template_fk' })
  templateId: string | null;

  /** For so many months from completion certificates are valid; null: no end. */
  @Column('integer', { name: 'valid_months', nullable: true })
  validMonths: number | null;

  /** So many days before the end they may be renewed. */
  @Column('integer', { name: 'renewal_days', default: 60 })
  renewalDays: number;
}
