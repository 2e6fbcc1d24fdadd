import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EnrolmentEntity } from '../enrolling/enrolment.entity.js';

/** An address whose person wants no invitations: a hash of it alone. */
@Entity('enrolment_refusal')
export class RefusalEntity {
  @PrimaryColumn('text', { name: 'email_hash', primaryKeyConstraintName: 'PK_enrolment_refusal' })
  emailHash: string;

  @Column('timestamptz', { name: 'refused_at' })
  refusedAt: Date;
}

/** An invitation to a course, mailed to an address that somebody else gave us. Of its link only the hash is kept. */
@Entity('enrolment_invitation')
@Index('enrolment_invitation_hash', ['hash'], { unique: true })
@Index('enrolment_invitation_open', ['email', 'courseId'], { unique: true, where: `"ended_at" is null` })
@Index('enrolment_invitation_expiring', ['expiresOn'], { where: `"ended_at" is null` })
@Index('enrolment_invitation_enrolment', ['enrolmentId'])
@Check('enrolment_invitation_end', `("ended_at" is null) = ("ended_by" is null)`)
@Check('enrolment_invitation_ended_by', `"ended_by" in ('taken', 'refused', 'expired')`)
export class InvitationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_enrolment_invitation' })
  id: string;

  @Column('text')
  hash: string;

  @Column('uuid', { name: 'course_id' })
  @ForeignKey('CourseEntity', { name: 'enrolment_invitation_course_fk' })
  courseId: string;

  /** Null once it has ended: the address is erased then. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  @ForeignKey('OrganisationEntity', { name: 'enrolment_invitation_organisation_fk' })
  organisationId: string | null;

  @Column('text', { name: 'given_by' })
  givenBy: string;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('timestamptz', { name: 'invited_at' })
  invitedAt: Date;

  @Column('uuid', { name: 'invited_by_id', nullable: true })
  @ForeignKey('PersonEntity', { name: 'enrolment_invitation_person_fk', onDelete: 'SET NULL' })
  invitedById: string | null;

  /** The last day on which it opens. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'ended_by', nullable: true })
  endedBy: 'taken' | 'refused' | 'expired' | null;

  @Column('uuid', { name: 'enrolment_id', nullable: true })
  @ForeignKey(() => EnrolmentEntity, { name: 'enrolment_invitation_enrolment_fk', onDelete: 'SET NULL' })
  enrolmentId: string | null;
}
