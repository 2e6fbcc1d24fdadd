import type { PointAnswer } from './partnerships.types.js';

/** The contact of a Trust answered what would be said of it. Published inside the transaction that keeps the answer. */
export class ReplyAnswered {
  constructor(
    readonly organisationId: string,
    readonly points: readonly {
      id: string;
      title: string;
      questionKeys: readonly string[];
      answer: PointAnswer;
      text: string | null;
    }[],
  ) {}
}
