import http from 'node:http';
import https from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { linkAnswer, withoutAnswer } from './link-answer.rules.js';
import type { LinkAnswer } from './register.types.js';

const TIMEOUT_MS = 10_000;
const MOST_STEPS = 5;
/** Moved for good; other redirections may lead back tomorrow. */
const FOR_GOOD = [301, 308];
const REDIRECTIONS = [...FOR_GOOD, 302, 303, 307];

interface Answer {
  status: number;
  location: string | null;
}

/**
 * Asks whether an address answers, and reads nothing of what it says. Only http and https, and never an address inside a
 * network: each is looked at as it is connected to, so that no name and no redirection leads there.
 */
@Injectable()
export class LinkProbe {
  private readonly agents: Record<string, { request: typeof http.request; agent: http.Agent }>;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const allowed = { allowIPAddressList: [...config.linkAddressesAllowed] };
    this.agents = {
      'http:': { request: http.request, agent: new RequestFilteringHttpAgent(allowed) },
      'https:': { request: https.request, agent: new RequestFilteringHttpsAgent(allowed) },
    };
  }

  /** Never throws: that there is no answer is an answer. */
  async ask(address: string): Promise<LinkAnswer> {
    try {
      return await this.follow(address);
    } catch (error) {
      return withoutAnswer((error as NodeJS.ErrnoException).code);
    }
  }

  private async follow(address: string): Promise<LinkAnswer> {
    let url = new URL(address);
    let forGood = true;
    for (let step = 0; step <= MOST_STEPS; step += 1) {
      const { status, location } = await this.answer(url);
      if (!REDIRECTIONS.includes(status) || location === null) {
        const moved = step > 0 && forGood && url.href !== new URL(address).href;
        return linkAnswer(status, moved ? url.href : null);
      }
      forGood &&= FOR_GOOD.includes(status);
      url = new URL(location, url);
    }
    return withoutAnswer(undefined);
  }

  /** Many servers answer GET alone as they should. */
  private async answer(url: URL): Promise<Answer> {
    const head = await this.request(url, 'HEAD');
    return head.status < 400 ? head : this.request(url, 'GET');
  }

  private request(url: URL, method: 'HEAD' | 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const way = this.agents[url.protocol];
      if (!way) {
        reject(new Error('Only http and https are asked.'));
        return;
      }
      const headers = { 'User-Agent': `Beforehand link check (+${this.config.publicUrl})`, Accept: '*/*' };
      const { agent } = way;
      const asked = way.request(
        url,
        { method, agent, headers, signal: AbortSignal.timeout(TIMEOUT_MS), maxHeaderSize: 16_384 },
        (answer) => {
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null });
          answer.destroy();
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }
}
