import { Inject, Injectable } from '@nestjs/common';
import { dateInWords } from '../../platform/civil-date.rules.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { displayable, type Typeface } from '../../platform/typesetting/displayable.rules.js';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import { MOST_SHOWN } from './draft-offer.rules.js';
import { type Piece, sectionPieces } from './offer-markdown.js';
import type { Offer } from './offers.queries.js';

/** Sets a version of an offer as PDF/UA-1. */
@Injectable()
export class OfferRenderer {
  constructor(
    private readonly typesetter: Typesetter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The bytes of the PDF. The same version gives the same bytes. */
  render(offer: Offer): Promise<Buffer> {
    return this.typesetter.pdf('offer.typ', (typefaces) => this.words(offer, typefaces), offer.savedAt);
  }

  private words({ content, number }: Offer, typefaces: readonly Typeface[]) {
    const show = (text: string) => spaced(text, typefaces);
    return {
      title: show(content.title),
      place: show(content.place.name),
      fictional: content.place.fictional,
      provider: show(this.config.provider.name),
      contactEmail: this.config.provider.contactEmail,
      site: this.config.publicUrl,
      takenOn: dateInWords(content.takenOn),
      version: number,
      figures: content.figures.map(({ value, label }) => ({ value: show(value), label: show(label) })),
      questions: content.questions.slice(0, MOST_SHOWN).map((question) => ({ ...question, name: show(question.name) })),
      several: content.place.kind !== 'organisation',
      sections: content.sections
        .filter(({ markdown }) => markdown.trim() !== '')
        .map(({ key, heading, markdown }) => ({
          key,
          heading: show(heading),
          pieces: sectionPieces(markdown).map((piece) => shown(piece, show)),
        })),
    };
  }
}

function shown(piece: Piece, show: (text: string) => string): Piece {
  switch (piece.kind) {
    case 'heading':
    case 'paragraph':
      return { ...piece, runs: piece.runs.map((run) => ({ ...run, text: show(run.text) })) };
    case 'quote':
      return { ...piece, pieces: piece.pieces.map((inner) => shown(inner, show)) };
    case 'list':
      return { ...piece, items: piece.items.map((item) => item.map((inner) => shown(inner, show))) };
  }
}

/** As displayable, with the space at either end that parts one run from the next. */
function spaced(text: string, typefaces: readonly Typeface[]): string {
  const { text: words } = displayable(text, typefaces);
  if (words === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${words}${/\s$/.test(text) ? ' ' : ''}`;
}
