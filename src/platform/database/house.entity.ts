import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Sessions, in the shape that connect-pg-simple reads and writes. */
@Entity('session')
@Index('session_person', { synchronize: false })
export class SessionEntity {
  @PrimaryColumn('varchar')
  sid: string;

  @Column('json')
  sess: unknown;

  @Index('session_expire')
  @Column('timestamp', { precision: 6 })
  expire: Date;
}

/** Counters of the rate limits, in the shape that rate-limiter-flexible reads and writes. */
@Entity('rate_limit')
export class RateLimitEntity {
  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  @Column('integer', { default: 0 })
  points: number;

  @Column('bigint', { nullable: true })
  expire: string | null;
}

/** Which reference data and courses that ship were last loaded, by the hash of their files. */
@Entity('shipped_data')
export class ShippedDataEntity {
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  sha256: string;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt: Date;
}
