import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { MatchedBy } from './body-name.rules.js';
import type { FileRow, ImportFormat, RowOutcome, TakenRow, UndoneBy } from './importing.types.js';

/** A file of requests: seen first, then applied as a whole, perhaps undone. */
@Entity('policy_import')
@Index('policy_import_campaign', ['campaignId'])
@Check('policy_import_undone_was_applied', `"undone_at" is null or "applied_at" is not null`)
export class PolicyImportEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Null until it is applied, when the campaign does not exist before. */
  @ForeignKey('PolicyCampaignEntity', { name: 'policy_import_campaign_fk' })
  @Column('uuid', { name: 'campaign_id', nullable: true })
  campaignId: string | null;

  @Column('text', { name: 'campaign_name' })
  campaignName: string;

  @Column('text')
  format: ImportFormat;

  @Column('text', { name: 'file_name' })
  fileName: string;

  @Column('text')
  sha256: string;

  /** What is to be known about the file as a whole. */
  @Column('jsonb')
  notes: string[];

  /** Titles of the columns that may answer policy questions. */
  @Column('jsonb')
  columns: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'created_by_id', nullable: true })
  createdById: string | null;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;

  @Column('uuid', { name: 'applied_by_id', nullable: true })
  appliedById: string | null;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt: Date | null;

  @Column('uuid', { name: 'undone_by_id', nullable: true })
  undoneById: string | null;
}

/** One row of a file, and what becomes of it. */
@Entity('policy_import_row')
@Index('policy_import_row_import', ['importId', 'line'])
@Index('policy_import_row_organisation', ['organisationId'])
@Check('policy_import_row_outcome', `"outcome" in ('new', 'changed', 'unchanged', 'in_doubt', 'rejected')`)
export class PolicyImportRowEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey('PolicyImportEntity', { name: 'policy_import_row_import_fk' })
  @Column('uuid', { name: 'import_id' })
  importId: string;

  @Column('integer')
  line: number;

  @Column('text')
  body: string;

  /** The row as the file has it. */
  @Column('jsonb')
  content: FileRow;

  @Column('text')
  outcome: RowOutcome;

  @Column('jsonb')
  reasons: string[];

  @ForeignKey('OrganisationEntity', { name: 'policy_import_row_organisation_fk' })
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId: string | null;

  @Column('text', { name: 'matched_by', nullable: true })
  matchedBy: MatchedBy | null;

  @Column('jsonb', { name: 'candidate_ids' })
  candidateIds: string[];

  /** What was taken from it, when it was applied. */
  @Column('jsonb', { nullable: true })
  taken: TakenRow | null;

  @Column('uuid', { name: 'request_id', nullable: true })
  requestId: string | null;

  /** What has to be put back to undo it. */
  @Column('jsonb', { nullable: true })
  undo: UndoneBy | null;
}
