import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { sessionSecret } from '../config/secret.js';

/**
 * Lets a value travel through a browser (a hidden field, a cookie) and come back as it left. It can be read there,
 * so it holds nothing that its reader may not know.
 */
@Injectable()
export class Seals {
  private readonly secret: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.secret = sessionSecret(config);
  }

  /** The value as text with its signature. A seal made for one purpose does not open for another. */
  seal(purpose: string, value: unknown): string {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${text}.${this.sign(purpose, text).toString('base64url')}`;
  }

  /** What was sealed for the purpose, or undefined when it was made or changed by somebody else. */
  open(purpose: string, sealed: unknown): unknown {
    if (typeof sealed !== 'string') return undefined;
    const [text = '', signature = ''] = sealed.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.sign(purpose, text);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  }

  private sign(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.secret).update(`${purpose}\n${text}`).digest();
  }
}
