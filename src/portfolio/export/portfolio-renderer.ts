import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import { type PortfolioOnPaper, portfolioText } from './portfolio-text.rules.js';

/** Sets a portfolio as PDF/UA-1. */
@Injectable()
export class PortfolioRenderer {
  constructor(
    private readonly typesetter: Typesetter,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(PortfolioRenderer.name);
  }

  /** The bytes of the PDF. The same portfolio and instant give the same bytes. */
  async render(portfolio: PortfolioOnPaper, at: Date): Promise<Buffer> {
    try {
      return await this.typesetter.pdf('portfolio.typ', portfolioText(portfolio, this.typesetter.typefaces), at);
    } catch (error) {
      // A typeface may have every character and still not their combination. The words of a learner are no matter for a log.
      this.log.warn(
        { cause: error instanceof Error ? error.name : 'unknown' },
        'a portfolio is set again in plain letters',
      );
      const plain = portfolioText(portfolio, [(codePoint) => codePoint >= 0x20 && codePoint < 0x7f]);
      return this.typesetter.pdf('portfolio.typ', plain, at);
    }
  }
}
