import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BankContent, BankKind } from './bank.types.js';

/** A question of the bank, as it is found. What it asks stands in its versions. */
@Entity('bank_question')
@Index('bank_question_name', ['name'], { unique: true })
@Index('bank_question_tags', { synchronize: false })
@Index('bank_question_search_key', { synchronize: false })
@Check('bank_question_kind', `"kind" in ('single', 'multiple', 'true_false', 'matching')`)
export class BankQuestionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Of its newest version. */
  @Column('text')
  kind: BankKind;

  /** Name and words of its newest version, in small letters. */
  @Column('text', { name: 'search_key' })
  searchKey: string;

  @Column('text', { array: true })
  tags: string[];

  /** As `course:3`: what it tests in which course. */
  @Column('text', { array: true, default: '{}' })
  outcomes: string[];

  /** Number of its newest version. */
  @Column('integer')
  newest: number;
}

/** What a question asked from then on. Never edited: a change is a new version. */
@Entity('bank_question_version')
export class BankQuestionVersionEntity {
  @PrimaryColumn('uuid', { name: 'question_id', primaryKeyConstraintName: 'PK_bank_question_version' })
  @ForeignKey('BankQuestionEntity', { name: 'bank_question_version_question_fk' })
  questionId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_bank_question_version' })
  number: number;

  @Column('jsonb')
  content: BankContent;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}
