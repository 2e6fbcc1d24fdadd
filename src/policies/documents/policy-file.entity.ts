import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TextState } from '../documents.types.js';

/** A copy that we hold of one document or more, by its hash: the same bytes are one file, whoever sent them. */
@Entity('policy_file')
@Index('policy_file_sha256', ['sha256'], { unique: true })
@Check('policy_file_text_state', `"text_state" in ('waiting', 'ready', 'none', 'encrypted', 'failed')`)
export class PolicyFileEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  sha256: string;

  /** As it was called when it was first sent, with the ending that its content asks for. */
  @Column('text')
  name: string;

  @Column('text', { name: 'media_type' })
  mediaType: string;

  @Column('integer')
  size: number;

  @Column('uuid', { name: 'uploaded_by_id' })
  uploadedById: string;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt: Date;

  @Column('text', { name: 'text_state' })
  textState: TextState;

  /** What a reader should know of the text: why there is none, or that some is missing. */
  @Column('text', { name: 'text_problem', nullable: true })
  textProblem: string | null;

  /** Known once the reading has begun. */
  @Column('integer', { nullable: true })
  pages: number | null;

  /** When its bytes and text were let go, because no document rests on it any more. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;
}

/** The text of one page; of a file that has no pages, of one part of some thousand characters. */
@Entity('policy_file_page')
@Index('policy_file_page_search', { synchronize: false })
export class PolicyFilePageEntity {
  @ForeignKey('PolicyFileEntity', { name: 'policy_file_page_file_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'file_id' })
  fileId: string;

  @PrimaryColumn('integer')
  number: number;

  @Column('text')
  text: string;

  /** The words of the text, kept by a trigger. */
  @Column('tsvector', { nullable: true, select: false })
  search: string | null;
}
