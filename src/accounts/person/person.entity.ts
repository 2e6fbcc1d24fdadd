import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Profession, RegistrationBody, Role } from '../accounts.types.js';

/**
 * Somebody with an account. The row is never deleted: deactivated, so that what they did keeps its author, or erased, so
 * that nothing in it says who it was.
 */
@Entity('person')
@Index('person_email', ['email'], { unique: true })
@Index('person_search_key', { synchronize: false })
@Check('person_email_is_lower', `"email" = lower("email")`)
@Check(
  'person_erased',
  `"erased_at" is null or ("deactivated_at" is not null and "password_hash" is null and "registration_number" is null)`,
)
@Check('person_registration', `("registration_body" is null) = ("registration_number" is null)`)
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** In small letters: one mailbox, one account. */
  @Column('text')
  email: string;

  /** argon2id, with its parameters. Null until somebody whom an operator entered has chosen one. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column('text')
  name: string;

  @Column('text')
  profession: Profession;

  @Column('text', { name: 'registration_body', nullable: true })
  registrationBody: RegistrationBody | null;

  @Column('text', { name: 'registration_number', nullable: true })
  registrationNumber: string | null;

  /** When the person showed that mail to the address reaches them. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'deactivated_at', nullable: true })
  deactivatedAt: Date | null;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Name and address in small letters, in which administrators search. */
  @Column('text', { name: 'search_key' })
  searchKey: string;
}

/** A role that a person holds. */
@Entity('person_role')
@Index('person_role_role', ['role'])
export class PersonRoleEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'PK_person_role' })
  @ForeignKey(() => PersonEntity, { name: 'person_role_person', onDelete: 'CASCADE' })
  personId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'PK_person_role' })
  role: Role;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt: Date;
}

/** A link that was sent by mail. Only the hash of its secret is kept. */
@Entity('account_token')
@Index('account_token_person', ['personId'])
export class AccountTokenEntity {
  /** SHA-256 of the secret in the link, in hexadecimal. */
  @PrimaryColumn('text')
  hash: string;

  @ForeignKey(() => PersonEntity, { name: 'account_token_person_fk', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** confirm or reset */
  @Column('text')
  kind: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
