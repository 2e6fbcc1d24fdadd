import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A message to be sent. Its text is emptied once a server took it: it may hold a link that signs somebody in. */
@Entity('mail_message')
@Index('mail_message_queued_at', ['queuedAt'])
export class MailMessageEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'to_address' })
  toAddress: string;

  @Column('text')
  subject: string;

  @Column('text', { nullable: true })
  text: string | null;

  @Column('text', { nullable: true })
  html: string | null;

  @Column('text', { name: 'unsubscribe_url', nullable: true })
  unsubscribeUrl: string | null;

  /** Never handed to a server a second time. */
  @Column('boolean', { default: false })
  once: boolean;

  /** Not kept, nor is whom it was for: it goes once a server took it, in a week at the latest. */
  @Column('boolean', { default: false })
  passing: boolean;

  @Column('timestamptz', { name: 'queued_at' })
  queuedAt: Date;

  /** When a server was last begun to be given it. */
  @Column('timestamptz', { name: 'handed_at', nullable: true })
  handedAt: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;
}
