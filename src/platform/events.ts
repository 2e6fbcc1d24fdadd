import { Injectable } from '@nestjs/common';

type EventClass<E> = abstract new (...args: never[]) => E;
type Listener<E> = (event: E) => Promise<void>;

/**
 * What one module tells those to its right. Synchronous and inside the caller's transaction: a listener that throws
 * undoes the change. What leaves the process (mail, files) is a job added by the listener.
 */
@Injectable()
export class Events {
  private readonly listeners = new Map<EventClass<unknown>, Listener<never>[]>();

  /** Registers a listener; call it once, in the module's onModuleInit. */
  on<E>(event: EventClass<E>, listener: Listener<E>): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  /** Tells the listeners, one after the other, in the order of their registration. */
  async publish(event: object): Promise<void> {
    for (const listener of this.listeners.get(event.constructor as EventClass<unknown>) ?? []) {
      await (listener as Listener<object>)(event);
    }
  }
}
