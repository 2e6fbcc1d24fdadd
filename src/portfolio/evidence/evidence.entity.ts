import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ActivityEntity } from '../activities/activity.entity.js';

/** A file of evidence. Its bytes are kept enciphered, under a key that is in this row alone. */
@Entity('portfolio_evidence')
@Index('portfolio_evidence_activity', ['activityId', 'id'])
@Index('portfolio_evidence_person', ['personId'])
@Index('portfolio_evidence_stored', ['stored'], { unique: true })
export class EvidenceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_portfolio_evidence' })
  id: string;

  @Column('uuid', { name: 'activity_id' })
  @ForeignKey(() => ActivityEntity, { name: 'portfolio_evidence_activity_fk' })
  activityId: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'portfolio_evidence_person_fk' })
  personId: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'media_type' })
  mediaType: string;

  /** Of the file as it was sent, in bytes. */
  @Column('integer')
  size: number;

  /** SHA-256 of the bytes as they are stored: no two files share one, for each has its own key. */
  @Column('text')
  stored: string;

  @Column('bytea')
  key: Buffer;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
