import { Injectable } from '@nestjs/common';

/** Whether this process should be sent requests. */
@Injectable()
export class Readiness {
  private state: 'starting' | 'ready' | 'stopping' = 'starting';

  get now(): 'starting' | 'ready' | 'stopping' {
    return this.state;
  }

  /** The product is up. */
  ready(): void {
    this.state = 'ready';
  }

  /** The process was told to stop: what runs is finished, nothing new should come. */
  stopping(): void {
    this.state = 'stopping';
  }
}
