import { Injectable } from '@nestjs/common';
import { type CivilDate, londonDate } from './civil-date.rules.js';

/** The one clock of the product: nothing else asks the machine for the time. */
@Injectable()
export class Clock {
  /** The present instant. */
  now(): Date {
    return new Date();
  }

  /** Today's civil date in Europe/London. */
  today(): CivilDate {
    return londonDate(this.now());
  }
}
