import { Injectable } from '@nestjs/common';

/** A queue of work on facts that another room of the house keeps. */
export interface FurtherQueue {
  name: string;
  href: string;
  /** How much is waiting in it. */
  count: () => Promise<number>;
}

/** Lets rooms that policies do not know put their queues beside those of the facts. */
@Injectable()
export class FurtherQueues {
  private readonly queues: FurtherQueue[] = [];

  /** Called once, when the room's module starts. */
  register(queue: FurtherQueue): void {
    this.queues.push(queue);
  }

  /** Each with its count of now. */
  async counted(): Promise<{ name: string; href: string; count: number }[]> {
    return Promise.all(this.queues.map(async ({ name, href, count }) => ({ name, href, count: await count() })));
  }
}
