import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { NoticeKind } from '../notifications.types.js';

/** That somebody was told something: written in one commit with the mail, and once for each occasion. */
@Entity('notification')
@Index('notification_once', ['subjectId', 'kind', 'occasion', 'personId'], { unique: true })
@Index('notification_person', ['personId', 'id'])
@Index('notification_kind', ['kind', 'id'])
@Index('notification_message', ['mailMessageId'])
export class NotificationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_notification' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  @ForeignKey('PersonEntity', { name: 'notification_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @Column('text')
  kind: NoticeKind;

  /** The enrolment or the certificate that it is about. */
  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  /** What makes it a new thing to tell: the due date and how near it is, the version that came out. */
  @Column('text')
  occasion: string;

  /** Of the mail. */
  @Column('text')
  subject: string;

  @Column('timestamptz', { name: 'told_at' })
  toldAt: Date;

  /** Later than that when it was written in quiet hours. */
  @Column('timestamptz', { name: 'send_after' })
  sendAfter: Date;

  @Column('uuid', { name: 'mail_message_id', nullable: true })
  @ForeignKey('MailMessageEntity', { name: 'notification_message_fk', onDelete: 'SET NULL' })
  mailMessageId: string | null;

  /** When it was taken back before it was sent, since the person wants no such mail. */
  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;
}
