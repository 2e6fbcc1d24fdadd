import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Nation, OrganisationKind, Sector, SectorBasis } from '../organisations.types.js';

/** A body that people work for. Never deleted: it closes, and others succeed it. */
@Entity('organisation')
@Index('organisation_code', ['code'], { unique: true })
@Index('organisation_ods_code', ['odsCode'], { unique: true })
@Index('organisation_gss_code', ['gssCode'], { unique: true })
@Index('organisation_slug', ['slug'], { unique: true })
@Index('organisation_icb_code', ['icbCode'])
@Index('organisation_region_code', ['regionCode'])
@Index('organisation_search_key', { synchronize: false })
@Check('organisation_code_is_best', `"code" = coalesce("ods_code", "gss_code", "slug")`)
export class OrganisationEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Stands in addresses: the ODS code, else the GSS code, else the slug. */
  @Column('text')
  code: string;

  @Column('text', { name: 'ods_code', nullable: true })
  odsCode: string | null;

  @Column('text', { name: 'gss_code', nullable: true })
  gssCode: string | null;

  /** Ours; made once and kept through renamings. */
  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: OrganisationKind;

  @Column('text')
  nation: Nation;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('text', { name: 'icb_code', nullable: true })
  icbCode: string | null;

  @Column('text', { nullable: true })
  sector: Sector | null;

  @Column('text', { name: 'sector_basis', nullable: true })
  sectorBasis: SectorBasis | null;

  @Column('text', { nullable: true })
  town: string | null;

  @Column('text', { nullable: true })
  postcode: string | null;

  @Column('date', { name: 'opened_on', nullable: true })
  openedOn: string | null;

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn: string | null;

  /** Sample data: shown with a tag, left out of open data and counts. */
  @Column('boolean', { default: false })
  fictional: boolean;

  /** The columns of the ODS release as last seen, null where not held; null for what no release holds. */
  @Column('jsonb', { name: 'ods_record', nullable: true })
  odsRecord: (string | null)[] | null;

  /** Every name, the town and the codes, in the form that searching compares. */
  @Column('text', { name: 'search_key' })
  searchKey: string;
}
