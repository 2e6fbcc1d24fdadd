import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  AttributeReadings,
  DocumentAttributes,
  DocumentSubject,
  MayPublish,
  Standing,
} from '../policies.types.js';

/** What facts were read in, as it describes itself. Never edited: a newer reading supersedes it. */
@Entity('policy_document')
@Index('policy_document_organisation', ['organisationId'])
@Index('policy_document_current', ['lineage'], { unique: true, where: '"superseded_at" is null' })
@Index('policy_document_replaces', ['replacesLineage'], { unique: true, where: '"superseded_at" is null' })
@Index('policy_document_file', ['fileId'])
@Index('policy_document_request', ['requestId'])
@Index('policy_document_recorded', ['recordedAt', 'id'])
@Check('policy_document_withdrawn_is_superseded', `"withdrawn_for" is null or "superseded_at" is not null`)
@Check('policy_document_may_publish', `"may_publish" in ('unknown', 'yes', 'no')`)
export class PolicyDocumentEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('OrganisationEntity', { name: 'policy_document_organisation_fk' })
  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  title: string;

  @Column('text', { nullable: true })
  url: string | null;

  @Column('text')
  subject: DocumentSubject;

  @Column('text', { nullable: true })
  publisher: string | null;

  @Column('text')
  standing: Standing;

  /** A partial date. */
  @Column('text', { name: 'document_date', nullable: true })
  documentDate: string | null;

  @Column('date', { name: 'seen_on', nullable: true })
  seenOn: string | null;

  @Column('date', { name: 'confirmed_on', nullable: true })
  confirmedOn: string | null;

  @Column('date', { name: 'replied_on', nullable: true })
  repliedOn: string | null;

  @Column('jsonb')
  attributes: DocumentAttributes;

  /** Keys of the attributes that only one person has read. */
  @Column('jsonb')
  unverified: (keyof DocumentAttributes)[];

  @Column('jsonb', { name: 'read_by', default: {} })
  readBy: AttributeReadings;

  @Column('text')
  lineage: string;

  /** The copy that we hold. */
  @ForeignKey('PolicyFileEntity', { name: 'policy_document_file_fk' })
  @Column('uuid', { name: 'file_id', nullable: true })
  fileId: string | null;

  /** The request that it answers. */
  @ForeignKey('PolicyRequestEntity', { name: 'policy_document_request_fk' })
  @Column('uuid', { name: 'request_id', nullable: true })
  requestId: string | null;

  /** The lineage of the earlier version of the same policy. */
  @Column('text', { name: 'replaces_lineage', nullable: true })
  replacesLineage: string | null;

  @Column('text', { name: 'copyright_owner', nullable: true })
  copyrightOwner: string | null;

  @Column('text', { nullable: true })
  licence: string | null;

  /** Whether its words may stand in what we publish. */
  @Column('text', { name: 'may_publish', default: 'unknown' })
  mayPublish: MayPublish;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;

  /** Why it was taken back, when nothing took its place. */
  @Column('text', { name: 'withdrawn_for', nullable: true })
  withdrawnFor: string | null;
}
