import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public key with which badges were signed. Those of retired keys verify still; those of revoked ones do not. */
@Entity('issuer_key')
export class IssuerKeyEntity {
  /** As multibase. */
  @PrimaryColumn('text', { name: 'public_key', primaryKeyConstraintName: 'PK_issuer_key' })
  publicKey: string;

  @Column('timestamptz', { name: 'begun_at' })
  begunAt: Date;

  /** Since when another one signs. */
  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;

  /** Since when it is no longer trusted. */
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
