import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One change that mattered: who, what, when. Written in the transaction of the change and never edited. */
@Entity('audit_entry')
@Index('audit_entry_subject', ['subjectKind', 'subjectId'])
@Index('audit_entry_at', ['at', 'id'])
@Index('audit_entry_actor', ['actorId', 'at', 'id'])
@Index('audit_entry_action', ['action', 'id'])
export class AuditEntryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('timestamptz')
  at: Date;

  /** Null when the product itself or an operator did it. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  /** person, operator (command line) or system. */
  @Column('text', { name: 'actor_kind' })
  actorKind: string;

  @Column('text')
  action: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind: string;

  @Column('text', { name: 'subject_id' })
  subjectId: string;

  @Column('jsonb')
  details: Record<string, unknown>;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;
}
