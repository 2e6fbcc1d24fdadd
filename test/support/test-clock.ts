import { Clock } from '../../src/platform/clock.js';

/** A clock that stands where a test put it. */
export class TestClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  /** Moves the clock to an instant, given in ISO form. */
  set(iso: string): void {
    this.instant = new Date(iso);
  }
}
