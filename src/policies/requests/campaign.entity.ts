import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CampaignQuestion } from '../requests.types.js';

/** The same questions, asked of many bodies. */
@Entity('policy_campaign')
@Index('policy_campaign_slug', ['slug'], { unique: true })
@Index('policy_campaign_name', ['name'], { unique: true })
export class PolicyCampaignEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Stands in addresses; made once, kept through renamings. */
  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  questions: CampaignQuestion[];

  /** With placeholders, filled in for each body. */
  @Column('text')
  letter: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Null when it came with an import from the command line. */
  @Column('uuid', { name: 'created_by_id', nullable: true })
  createdById: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;
}
