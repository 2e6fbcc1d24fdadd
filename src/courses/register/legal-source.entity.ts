import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Source } from '../courses.types.js';
import type { LinkState, SourceFields } from './register.types.js';

/** Something that courses rest on, as the house knows it now. What it said before stands in its changes. */
@Entity('legal_source')
@Index('legal_source_key', ['key'], { unique: true })
@Index('legal_source_order', ['title', 'id'])
@Index('legal_source_link', ['linkCheckedAt', 'id'])
@Index('legal_source_owner', ['ownerId'])
@Index('legal_source_search_key', { synchronize: false })
@Check('legal_source_kind', `"kind" in ('law', 'case_law', 'guidance', 'study', 'data')`)
@Check('legal_source_nation', `"nation" in ('england_wales', 'scotland', 'northern_ireland', 'wales', 'england', 'uk')`)
@Check('legal_source_link_state', `"link_state" in ('answers', 'moved', 'dead', 'closed', 'unreachable')`)
@Check('legal_source_link_checked', `("link_state" is null) = ("link_checked_at" is null)`)
export class LegalSourceEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** By which words cite it, and by which files of courses name it. */
  @Column('text')
  key: string;

  @Column('text')
  kind: Source['kind'];

  @Column('text')
  title: string;

  @Column('text')
  short: string;

  @Column('text')
  publisher: string;

  @Column('text')
  url: string;

  @Column('text')
  nation: Source['nation'];

  @Column('text', { nullable: true })
  provision: string | null;

  @Column('text', { nullable: true })
  commencement: string | null;

  @Column('date', { name: 'checked_on' })
  checkedOn: string;

  /** Who looks after it; null while nobody does. */
  @ForeignKey('PersonEntity', { name: 'legal_source_owner_fk' })
  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId: string | null;

  /** Of its latest change. */
  @Column('integer')
  number: number;

  /** Key, titles, publisher and provision, in small letters. */
  @Column('text', { name: 'search_key' })
  searchKey: string;

  /** How its address answered last; null until it was asked. */
  @Column('text', { name: 'link_state', nullable: true })
  linkState: LinkState | null;

  /** The HTTP status, where there was one. */
  @Column('integer', { name: 'link_status', nullable: true })
  linkStatus: number | null;

  /** Where it has moved for good. */
  @Column('text', { name: 'link_leads_to', nullable: true })
  linkLeadsTo: string | null;

  @Column('timestamptz', { name: 'link_checked_at', nullable: true })
  linkCheckedAt: Date | null;

  /** Since when it has answered so. */
  @Column('timestamptz', { name: 'link_since', nullable: true })
  linkSince: Date | null;
}

/** What an entry of the register said from then on. Never edited. */
@Entity('legal_source_change')
export class LegalSourceChangeEntity {
  @PrimaryColumn('uuid', { name: 'source_id', primaryKeyConstraintName: 'PK_legal_source_change' })
  @ForeignKey('LegalSourceEntity', { name: 'legal_source_change_source_fk' })
  sourceId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'PK_legal_source_change' })
  number: number;

  @Column('jsonb')
  fields: SourceFields;

  /** What changed in the world, in words. */
  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  /** Null when it came with a course. */
  @ForeignKey('PersonEntity', { name: 'legal_source_change_person_fk' })
  @Column('uuid', { name: 'made_by_id', nullable: true })
  madeById: string | null;
}

/** Where a published version cites a source: frozen with it. */
@Entity('course_citation')
@Index('course_citation_source', ['sourceKey', 'versionId'])
@Check('course_citation_place', `"place" in ('introduction', 'lesson', 'question')`)
export class CourseCitationEntity {
  @PrimaryColumn('uuid', { name: 'version_id', primaryKeyConstraintName: 'PK_course_citation' })
  @ForeignKey('CourseVersionEntity', { name: 'course_citation_version_fk' })
  versionId: string;

  @PrimaryColumn('text', { name: 'source_key', primaryKeyConstraintName: 'PK_course_citation' })
  sourceKey: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_course_citation' })
  place: 'introduction' | 'lesson' | 'question';

  /** A lesson's slug, a question's key; '' for the introduction. */
  @PrimaryColumn('text', { name: 'place_key', primaryKeyConstraintName: 'PK_course_citation' })
  placeKey: string;

  /** The block of a lesson; '' elsewhere. */
  @PrimaryColumn('text', { name: 'block_key', primaryKeyConstraintName: 'PK_course_citation' })
  blockKey: string;
}
