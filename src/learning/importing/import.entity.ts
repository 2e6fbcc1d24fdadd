import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Profession } from '../../accounts/accounts.types.js';
import type { StaffOutcome } from './staff-row.rules.js';

/** A list of staff to enrol on a course: kept when it was seen, applied when somebody said so. */
@Entity('enrolment_import')
@Index('enrolment_import_course', ['courseId', 'id'])
@Index('enrolment_import_created_at', ['createdAt'])
@Check('enrolment_import_order', `"finished_at" is null or "started_at" is not null`)
export class EnrolmentImportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_enrolment_import' })
  id: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'enrolment_import_course_fk' })
  courseId: string;

  @Column('text', { name: 'file_name' })
  fileName: string;

  @Column('text')
  sha256: string;

  /** Who gave us these people's addresses, as they are told. */
  @Column('text', { name: 'given_by' })
  givenBy: string;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('jsonb')
  notes: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'enrolment_import_created_by_fk', onDelete: 'SET NULL' })
  createdById: string | null;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('uuid', { name: 'started_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'enrolment_import_started_by_fk', onDelete: 'SET NULL' })
  startedById: string | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

/** One row of such a list. Its outcome is a forecast until `doneAt`, and then what was done. */
@Entity('enrolment_import_row')
@Index('enrolment_import_row_email', ['email'])
@Check('enrolment_import_row_outcome', `"outcome" in ('new', 'already_enrolled', 'invited', 'rejected')`)
export class EnrolmentImportRowEntity {
  @PrimaryColumn('uuid', { name: 'import_id', primaryKeyConstraintName: 'PK_enrolment_import_row' })
  @ForeignKey(() => EnrolmentImportEntity, { name: 'enrolment_import_row_import_fk', onDelete: 'CASCADE' })
  importId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_enrolment_import_row' })
  line: number;

  /** In small letters where it is an address; null once it was erased. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  @ForeignKey('OrganisationEntity', { name: 'enrolment_import_row_organisation_fk' })
  organisationId: string | null;

  @Column('text', { nullable: true })
  profession: Profession | null;

  @Column('text')
  outcome: StaffOutcome;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
