import { Injectable } from '@nestjs/common';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import { type PortfolioOnPaper, portfolioText } from './portfolio-text.rules.js';

/** Sets a portfolio as PDF/UA-1. */
@Injectable()
export class PortfolioRenderer {
  constructor(private readonly typesetter: Typesetter) {}

  /** The bytes of the PDF. The same portfolio and instant give the same bytes. */
  render(portfolio: PortfolioOnPaper, at: Date): Promise<Buffer> {
    return this.typesetter.pdf('portfolio.typ', (typefaces) => portfolioText(portfolio, typefaces), at);
  }
}
