import { Injectable } from '@nestjs/common';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { newSecret, secretHash } from '../../platform/http/secret-links.js';

/** What a link opens. */
export type LinkTarget = { replyId: string } | { offerId: string };

export interface OpenedLink {
  replyId: string | null;
  offerId: string | null;
  state: 'open' | 'expired' | 'withdrawn';
}

export interface ListedLink {
  id: string;
  madeAt: Date;
  expiresOn: CivilDate;
  withdrawnAt: Date | null;
}

/** Links for people without an account: 256 random bits, of which the database knows only the hash. */
@Injectable()
export class PartnerLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The secret of a new link. It is shown or mailed once; nobody can read it again. */
  async make(target: LinkTarget, expiresOn: CivilDate, personId: string): Promise<string> {
    const token = newSecret();
    await this.database.query(
      `insert into partner_link (id, hash, reply_id, offer_id, made_at, made_by_id, expires_on) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        newId(),
        secretHash(token),
        'replyId' in target ? target.replyId : null,
        'offerId' in target ? target.offerId : null,
        this.clock.now(),
        personId,
        expiresOn,
      ],
    );
    return token;
  }

  /** What the link opens, or that it does so no more; undefined when there never was such a link. */
  async open(token: string): Promise<OpenedLink | undefined> {
    const [row] = await this.database.query<OpenedLink>(
      `select reply_id as "replyId", offer_id as "offerId",
         case when withdrawn_at is not null then 'withdrawn' when expires_on < $2 then 'expired' else 'open' end as state
       from partner_link where hash = $1`,
      [secretHash(token), this.clock.today()],
    );
    return row;
  }

  /** All links to an offer, the newest first; at most 100. */
  ofOffer(offerId: string): Promise<ListedLink[]> {
    return this.database.query(
      `select id, made_at as "madeAt", expires_on as "expiresOn", withdrawn_at as "withdrawnAt" from partner_link
       where offer_id = $1 order by id desc limit 100`,
      [offerId],
    );
  }

  /** From now on the link opens nothing. Answers false when there is no such open link to the offer. */
  async withdraw(offerId: string, linkId: string): Promise<boolean> {
    const rows = await this.database.query(
      'update partner_link set withdrawn_at = $3 where id = $1 and offer_id = $2 and withdrawn_at is null returning id',
      [linkId, offerId, this.clock.now()],
    );
    return rows.length > 0;
  }

  /** Every link to the request opens nothing from now on. */
  async withdrawAll(replyId: string): Promise<void> {
    await this.database.query(
      'update partner_link set withdrawn_at = $2 where reply_id = $1 and withdrawn_at is null',
      [replyId, this.clock.now()],
    );
  }
}
