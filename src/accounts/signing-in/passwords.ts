import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import argon2 from 'argon2';
import { normalisedPassword } from '../person/password.rules.js';

/** What OWASP recommends at the least for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords as argon2id hashes, which carry their own parameters and salt. */
@Injectable()
export class Passwords {
  private readonly decoy = this.hash(randomBytes(24).toString('base64url'));

  hash(password: string): Promise<string> {
    return argon2.hash(normalisedPassword(password), COST);
  }

  /** Whether the password is behind the hash. Without a hash it takes as long, and is not. */
  async verify(hash: string | null | undefined, password: string): Promise<boolean> {
    const right = await argon2.verify(hash ?? (await this.decoy), normalisedPassword(password));
    return right && Boolean(hash);
  }
}
