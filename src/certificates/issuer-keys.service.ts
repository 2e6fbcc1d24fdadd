import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { keptSecret } from '../platform/config/secret.js';
import { Database } from '../platform/database/database.js';
import { multibase } from './badge/data-integrity.js';

/** What stands before the 32 bytes of an Ed25519 private key in its PKCS 8 form (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** What stands before the 32 bytes of an Ed25519 public key in its Multikey form. */
const MULTIKEY = Buffer.from('ed01', 'hex');

export interface IssuerKey {
  publicKey: string;
  begunAt: Date;
  retiredAt: Date | null;
  revokedAt: Date | null;
}

/**
 * The keys with which badges are signed. The private one comes from ISSUER_KEY, or beside the embedded database from a
 * file of the data folder; only public ones are in the database, so that badges of an earlier key still verify.
 */
@Injectable()
export class IssuerKeysService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The key that signs now; null where none is configured. Read anew each time, for it may be rotated while we run. */
  current(): { privateKey: KeyObject; publicKey: string } | null {
    const secret = this.config.issuerKey ?? (this.config.databaseUrl === null ? keptSecret(this.file) : null);
    if (secret === null) return null;
    const seed = Buffer.from(hkdfSync('sha256', secret, '', 'beforehand issuer key, ed25519', 32));
    const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
    return { privateKey, publicKey: multibase(Buffer.concat([MULTIKEY, Buffer.from(x ?? '', 'base64url')])) };
  }

  /** As `current`, where that was not revoked: nothing is signed that nobody vouches for. */
  async signing(): Promise<{ privateKey: KeyObject; publicKey: string } | null> {
    const key = this.current();
    return key && (await this.trusted()).includes(key.publicKey) ? key : null;
  }

  /** Names the current key, for noticing that it is another one than before. */
  fingerprint(): string {
    return this.current()?.publicKey ?? '';
  }

  /** Public keys that verify: the current one, and every earlier one that was not revoked. */
  async trusted(): Promise<string[]> {
    const kept = await this.list();
    const revoked = new Set(kept.filter((key) => key.revokedAt !== null).map((key) => key.publicKey));
    const all = new Set([this.current()?.publicKey, ...kept.map((key) => key.publicKey)]);
    return [...all].filter((key) => key !== undefined).filter((key) => !revoked.has(key));
  }

  /** Every key that ever signed, the newest first. */
  list(): Promise<IssuerKey[]> {
    return this.database.query<IssuerKey>(
      `select public_key as "publicKey", begun_at as "begunAt", retired_at as "retiredAt", revoked_at as "revokedAt"
         from issuer_key order by begun_at desc, public_key`,
    );
  }

  /** Keeps the current key among those that verify, and retires the one before. Repeatable. */
  async register(): Promise<void> {
    const publicKey = this.current()?.publicKey;
    if (publicKey === undefined) return;
    await this.database.transaction(async () => {
      const now = this.clock.now();
      const retired = await this.database.query<{ publicKey: string }>(
        `update issuer_key set retired_at = $2 where public_key <> $1 and retired_at is null
         returning public_key as "publicKey"`,
        [publicKey, now],
      );
      const begun = await this.database.query(
        `insert into issuer_key (public_key, begun_at) values ($1, $2)
         on conflict (public_key) do update set retired_at = null
           where issuer_key.retired_at is not null and issuer_key.revoked_at is null
         returning public_key`,
        [publicKey, now],
      );
      for (const key of retired) await this.record('retired', key.publicKey);
      if (begun.length > 0) await this.record('begun', publicKey);
    });
  }

  /** Makes another key, which signs from now on. Answers false where the key is configured, and so not ours to change. */
  async rotate(): Promise<boolean> {
    if (this.config.issuerKey !== null || this.config.databaseUrl !== null) return false;
    await this.register();
    if (existsSync(this.file)) rmSync(this.file);
    await this.register();
    return true;
  }

  /** Takes a key back that others may have got hold of: nothing that it signed verifies any more. False: none or done. */
  async revoke(publicKey: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const done = await this.database.query(
        `update issuer_key set revoked_at = $2, retired_at = coalesce(retired_at, $2)
          where public_key = $1 and revoked_at is null returning public_key`,
        [publicKey, this.clock.now()],
      );
      if (done.length > 0) await this.record('revoked', publicKey);
      return done.length > 0;
    });
  }

  private record(what: 'begun' | 'retired' | 'revoked', subjectId: string): Promise<void> {
    return this.audit.record({ action: `issuer-keys.${what}`, subjectKind: 'issuer_key', subjectId });
  }

  private get file(): string {
    return path.resolve(this.config.dataDir, 'issuer-key');
  }
}
