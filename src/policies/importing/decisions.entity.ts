import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a person decided about a name of a body, kept for every later file. */
@Entity('policy_body_match')
export class PolicyBodyMatchEntity {
  /** The name, normalised. */
  @PrimaryColumn('text', { name: 'name_key' })
  nameKey: string;

  @Column('text')
  name: string;

  /** Null when it is none of the directory and its rows are left out. */
  @ForeignKey('OrganisationEntity', { name: 'policy_body_match_organisation_fk' })
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId: string | null;

  @Column('uuid', { name: 'decided_by_id', nullable: true })
  decidedById: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}

/** Which policy question a column of a file answers, kept for every later file. */
@Entity('policy_column_mapping')
export class PolicyColumnMappingEntity {
  /** The title of the column, evened out. */
  @PrimaryColumn('text', { name: 'column_key' })
  columnKey: string;

  @Column('text')
  title: string;

  /** Null when the column is left out. */
  @ForeignKey('PolicyQuestionEntity', { name: 'policy_column_mapping_question_fk' })
  @Column('uuid', { name: 'question_id', nullable: true })
  questionId: string | null;

  @Column('uuid', { name: 'decided_by_id', nullable: true })
  decidedById: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}
