import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ChoiceMade, Topic } from '../notifications.types.js';

/** Whether somebody wants mail of a kind, since when, and how they said so. Without a row they do, but for news. */
@Entity('notification_choice')
export class ChoiceEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_notification_choice' })
  @ForeignKey('PersonEntity', { name: 'notification_choice_person_fk', onDelete: 'CASCADE' })
  personId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_notification_choice' })
  topic: Topic;

  @Column('boolean')
  wanted: boolean;

  @Column('timestamptz', { name: 'chosen_at' })
  chosenAt: Date;

  /** Null where it was not recorded yet. */
  @Column('text', { nullable: true })
  made: ChoiceMade | null;
}
