import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Whom we write to at a Trust: a role and a team's mailbox, never a person. Ended, never edited. */
@Entity('partner_contact')
@Index('partner_contact_present', ['organisationId', 'email'], { unique: true, where: '"ended_at" is null' })
export class PartnerContactEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_partner_contact' })
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  @ForeignKey('OrganisationEntity', { name: 'partner_contact_organisation_fk' })
  organisationId: string;

  @Column('text')
  role: string;

  @Column('text')
  email: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id' })
  @ForeignKey('PersonEntity', { name: 'partner_contact_person_fk' })
  createdById: string;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
