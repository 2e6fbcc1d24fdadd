import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from 'typeorm';
import type { AddendumContent, AddendumContext, CertificateSnapshot, RevocationReason } from '../certificates.types.js';

/** A certificate. The database refuses to change one, and to delete one to all but the job that applies its period; only whether it is the current one moves on. */
@Entity('certificate')
@Index('certificate_number', ['number'], { unique: true })
@Check('certificate_origin', `("enrolment_id" is null) = ("session_on" is not null)`)
@Index('certificate_current', ['personId', 'courseId'], {
  unique: true,
  where: '"is_current" and "session_on" is null',
})
@Index('certificate_session_current', ['personId', 'courseId', 'sessionOn'], {
  unique: true,
  where: '"is_current" and "session_on" is not null',
})
@Index('certificate_session_once', ['personId', 'courseId', 'sessionOn', 'sample'], {
  unique: true,
  where: '"session_on" is not null and "corrects_id" is null',
})
@Index('certificate_once', ['enrolmentId', 'courseVersionId', 'sample'], {
  unique: true,
  where: '"corrects_id" is null',
})
@Index('certificate_corrects', ['correctsId'], { unique: true })
@Index('certificate_person', ['personId', 'id'])
@Index('certificate_version', ['courseVersionId', 'id'])
@Index('certificate_issued', ['issuedOn'])
@Index('certificate_place', ['place'], { unique: true })
@Index('certificate_valid_until', ['validUntil', 'id'], { where: `"is_current" and not "sample"` })
@Index('certificate_search_key', { synchronize: false })
export class CertificateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate' })
  id: string;

  /** As people write it, with its dashes and its check character. */
  @Column('text')
  number: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'certificate_person_fk' })
  personId: string;

  @Column('uuid', { name: 'enrolment_id', nullable: true })
  @ForeignKey('EnrolmentEntity', { name: 'certificate_enrolment_fk' })
  enrolmentId: string | null;

  /** The day of a session that was held: issued by hand, without an enrolment. */
  @Column('date', { name: 'session_on', nullable: true })
  sessionOn: string | null;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'certificate_course_fk' })
  courseId: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'certificate_version_fk' })
  courseVersionId: string;

  /** Issued before the version's reviews were recorded: stays a sample for ever. */
  @Column('boolean')
  sample: boolean;

  /** The newest of its award (this person, this course) that counts. */
  @Column('boolean', { name: 'is_current' })
  isCurrent: boolean;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;

  @Column('date', { name: 'issued_on' })
  issuedOn: string;

  @Column('date', { name: 'valid_until', nullable: true })
  validUntil: string | null;

  @Column('jsonb')
  snapshot: CertificateSnapshot;

  /** Name, number and code in small letters, in which administrators search. */
  @Column('text', { name: 'search_key' })
  searchKey: string;

  /** Its place in the lists of those taken back (Open Badges), counted from 1. */
  @Column('int')
  @Generated('increment')
  place: number;

  /** The one whose details it puts right. */
  @Column('uuid', { name: 'corrects_id', nullable: true })
  @ForeignKey(() => CertificateEntity, { name: 'certificate_corrects_fk' })
  correctsId: string | null;
}

/** The file of a certificate, rendered once. The database refuses to change or delete one. */
@Entity('certificate_document')
@Index('certificate_document_sha256', ['sha256'], { unique: true })
export class CertificateDocumentEntity {
  @PrimaryColumn('uuid', { name: 'certificate_id', primaryKeyConstraintName: 'PK_certificate_document' })
  @ForeignKey(() => CertificateEntity, { name: 'certificate_document_certificate_fk' })
  certificateId: string;

  @Column('bytea')
  bytes: Buffer;

  /** Of the bytes, in hexadecimal. */
  @Column('text')
  sha256: string;

  @Column('timestamptz', { name: 'rendered_at' })
  renderedAt: Date;
}

/** What became of a certificate after it was issued. Rows are added; the database refuses to change or delete one. */
@Entity('certificate_change')
@Index('certificate_change_superseded_once', ['certificateId'], { unique: true, where: `"kind" = 'superseded'` })
@Index('certificate_change_of', ['certificateId', 'kind'])
@Index('certificate_change_revoked', ['certificateId'], { where: `"kind" = 'revoked'` })
@Index('certificate_change_undone_once', ['undoesId'], { unique: true })
@Check('certificate_change_undoes', `("kind" = 'reinstated') = ("undoes_id" is not null)`)
@Check('certificate_change_reason', `("kind" = 'revoked') = ("reason" is not null)`)
@Check('certificate_change_successor', `("kind" = 'superseded') = ("successor_id" is not null)`)
export class CertificateChangeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate_change' })
  id: string;

  @Column('uuid', { name: 'certificate_id' })
  @ForeignKey(() => CertificateEntity, { name: 'certificate_change_certificate_fk' })
  certificateId: string;

  @Column('text')
  kind: 'superseded' | 'revoked' | 'reinstated';

  @Column('timestamptz')
  at: Date;

  /** The London day of it. */
  @Column('date')
  on: string;

  /** Who did it; null when the product superseded it. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'certificate_change_actor_fk' })
  actorId: string | null;

  @Column('text', { nullable: true })
  reason: RevocationReason | null;

  /** For administrators alone. */
  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid', { name: 'successor_id', nullable: true })
  @ForeignKey(() => CertificateEntity, { name: 'certificate_change_successor_fk' })
  successorId: string | null;

  /** The revocation that a reinstatement undoes. */
  @Column('uuid', { name: 'undoes_id', nullable: true })
  @ForeignKey(() => CertificateChangeEntity, { name: 'certificate_change_undoes_fk' })
  undoesId: string | null;
}

/**
 * What somebody learned later because it differs where they work now: an addendum to the certificates of one completion,
 * whichever of them counts. Rows are added; the database refuses to change or delete one.
 */
@Entity('certificate_addendum')
@Index('certificate_addendum_number', ['enrolmentId', 'courseVersionId', 'number'], { unique: true })
export class CertificateAddendumEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_certificate_addendum' })
  id: string;

  @Column('uuid', { name: 'enrolment_id' })
  @ForeignKey('EnrolmentEntity', { name: 'certificate_addendum_enrolment_fk' })
  enrolmentId: string;

  @Column('uuid', { name: 'course_version_id' })
  @ForeignKey('CourseVersionEntity', { name: 'certificate_addendum_version_fk' })
  courseVersionId: string;

  /** From 1. What the next one is composed from is what this one taught. */
  @Column('integer')
  number: number;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** The London day of it. */
  @Column('date', { name: 'recorded_on' })
  recordedOn: string;

  /** To what it was fitted. */
  @Column('jsonb')
  context: AddendumContext;

  /** All that it showed. */
  @Column('jsonb')
  content: AddendumContent;
}
