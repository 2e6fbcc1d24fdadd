import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { FieldError } from '../../platform/http/form.js';
import { Views } from '../../platform/views/views.js';

/** What a page needs to deliver what a browser kept while the network was away. */
export interface Outbox {
  /** The ids of the enrolments whose answers and lessons may be sent from this page, with spaces between. */
  enrolments: string;
  script: string;
}

/** Gives pages their outbox. Everything works without it, as long as the network is there. */
@Injectable()
export class Outboxes {
  private readonly script: string;

  constructor(views: Views) {
    this.script = views.assetUrl('outbox.js');
  }

  /** For a page of whoever has these enrolments. */
  of(...enrolmentIds: string[]): Outbox {
    return { enrolments: enrolmentIds.join(' '), script: this.script };
  }
}

/** Whether the script of the outbox sends it, and no form of a page. */
export function isFromOutbox(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

/** Where to go on, after something was kept: a redirect for a form, the address for the outbox. */
export function goOn(req: Request, res: Response, next: string): void {
  if (isFromOutbox(req)) res.status(200).json({ next });
  else res.redirect(303, next);
}

/** Tells the outbox why what it sent cannot be taken; it will not send it again. */
export function refuse(res: Response, errors: readonly FieldError[]): void {
  res.status(422).json({ problem: errors.map(({ message }) => message).join('. ') });
}
