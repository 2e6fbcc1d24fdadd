import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReturnKind } from './return-report.rules.js';

/** A message that came back, or of which its reader complained. While it is not settled the person gets no notices. */
@Entity('mail_return')
@Index('mail_return_once', ['mailMessageId'], { unique: true })
@Index('mail_return_person', ['personId', 'id'])
@Check('mail_return_kind', `"kind" in ('refused', 'bounced', 'complained')`)
export class MailReturnEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_mail_return' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'mail_return_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('uuid', { name: 'mail_message_id', nullable: true })
  @ForeignKey('MailMessageEntity', { name: 'mail_return_message_fk', onDelete: 'SET NULL' })
  mailMessageId: string | null;

  @Column('text')
  kind: ReturnKind;

  /** What the server said, as a code alone. */
  @Column('text', { nullable: true })
  code: string | null;

  @Column('timestamptz')
  at: Date;

  /** When the person asked to be written to again. */
  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
