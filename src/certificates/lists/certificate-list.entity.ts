import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RejectedLine } from '../certificates.types.js';

/** A list of people who took part in a session: seen first, then applied, then worked off by a job. */
@Entity('certificate_list')
@Index('certificate_list_session', ['liveSessionId'])
export class CertificateListEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate_list' })
  id: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'certificate_list_version_fk' })
  courseVersionId: string;

  @Column('text', { name: 'file_name' })
  fileName: string;

  /** Lines of the file that name somebody. */
  @Column('int')
  read: number;

  /** How many had their certificate when the file was read. */
  @Column('int', { name: 'already_issued' })
  alreadyIssued: number;

  @Column('jsonb')
  rejected: RejectedLine[];

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  /** Null: an operator, from the command line. */
  @Column('uuid', { name: 'made_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'certificate_list_maker_fk' })
  madeById: string | null;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;

  /** Null: an operator, from the command line, or nobody yet. */
  @Column('uuid', { name: 'applied_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'certificate_list_applier_fk' })
  appliedById: string | null;

  @Column('boolean')
  mailed: boolean;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;

  /** The session that was planned here, whose attendance the list holds; null for a list from a file. */
  @Column('uuid', { name: 'live_session_id', nullable: true })
  @ForeignKey('LiveSessionEntity', { name: 'certificate_list_session_fk' })
  liveSessionId: string | null;
}

/** Somebody on a list who is to have a certificate. */
@Entity('certificate_list_row')
@Index('certificate_list_row_person', ['personId'])
@Index('certificate_list_row_waiting', ['listId', 'line'], { where: '"done_at" is null' })
export class CertificateListRowEntity {
  @PrimaryColumn('uuid', { name: 'list_id', primaryKeyConstraintName: 'PK_certificate_list_row' })
  @ForeignKey(() => CertificateListEntity, { name: 'certificate_list_row_list_fk', onDelete: 'CASCADE' })
  listId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_certificate_list_row' })
  line: number;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'certificate_list_row_person_fk' })
  personId: string;

  @Column('date', { name: 'session_on' })
  sessionOn: string;

  @Column('text')
  mode: string;

  @Column('double precision')
  hours: number;

  @Column('double precision')
  participatory: number;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;

  /** Null though done: they had it already. */
  @Column('uuid', { name: 'certificate_id', nullable: true })
  @ForeignKey('CertificateEntity', { name: 'certificate_list_row_certificate_fk' })
  certificateId: string | null;
}
