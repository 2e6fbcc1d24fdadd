import { type CivilDate, dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { ListedLink } from '../links/partner-links.js';
import { partnershipsPaths } from '../paths.js';
import type { OfferContent, OfferQuestion } from '../partnerships.types.js';
import { MOST_SHOWN } from './draft-offer.rules.js';
import { sectionHtml } from './offer-markdown.js';
import type { ListedOffer, Offer } from './offers.queries.js';

export const PAGE_SIZE = 25;

/** The offer itself, as staff and those with a link read it. */
export interface OfferBody {
  title: string;
  place: string;
  fictional: boolean;
  takenOn: string;
  figures: { value: string; label: string }[];
  /** `bars`: how the Trusts stand, in the section to which that belongs; else empty. */
  sections: { id: string; heading: string; html: string; bars: OfferBar[] }[];
}

type OfferBar = OfferQuestion & { parts: { kind: string; x: number; width: number }[] };

export interface OffersView {
  title: string;
  newHref: string;
  partnersHref: string;
  mayAdminister: boolean;
  rows: { title: string; href: string; saved: string; links: number }[];
  next: { href: string; text: string } | null;
  firstHref: string | null;
}

export interface NewOfferView {
  title: string;
  backHref: string;
  action: string;
  findAction: string;
  text: string | null;
  found: { href: string; text: string }[] | null;
  icbs: { value: string; text: string }[];
  regions: { value: string; text: string }[];
  /** A Trust that was chosen on its own page. */
  given: { value: string; text: string } | null;
  errors: FieldError[];
}

export interface OfferView {
  title: string;
  listHref: string;
  offer: OfferBody;
  saved: string;
  older: boolean;
  currentHref: string;
  whyNotShared: string[];
  mayAdminister: boolean;
  editHref: string;
  pdfHref: string;
  redraftAction: string;
  shareAction: string;
  links: { text: string; tag: { text: string; kind: string }; withdrawAction: string | null }[];
  versions: { text: string; href: string; current: boolean }[];
}

export interface EditOfferView {
  title: string;
  backHref: string;
  action: string;
  base: number;
  offerTitle: string;
  sections: {
    headingName: string;
    markdownName: string;
    heading: string;
    markdown: string;
    legend: string;
    rows: number;
    /** What somebody else saved meanwhile, where it differs. */
    theirs: string | null;
  }[];
  conflict: { by: string; number: number } | null;
  errors: FieldError[];
}

export interface SharedOfferView {
  title: string;
  offer: OfferBody;
  pdfHref: string;
  provider: string;
  contactEmail: string | null;
}

export const offersPage = definePage<OffersView>('partnerships/offers');
export const newOfferPage = definePage<NewOfferView>('partnerships/new-offer');
export const offerPage = definePage<OfferView>('partnerships/offer');
export const editOfferPage = definePage<EditOfferView>('partnerships/edit-offer');
export const sharedOfferPage = definePage<SharedOfferView>('partnerships/shared-offer');

export function offersView(found: readonly ListedOffer[], before: string | null, mayAdminister: boolean): OffersView {
  const shown = found.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    title: 'Training offers',
    newHref: partnershipsPaths.newOffer(),
    partnersHref: partnershipsPaths.partners(),
    mayAdminister,
    rows: shown.map((offer) => ({
      title: offer.title,
      href: partnershipsPaths.offer(offer.id),
      saved: `Version ${String(offer.number)}, ${dateInWords(londonDate(offer.savedAt))}, by ${offer.savedBy}`,
      links: offer.links,
    })),
    next:
      found.length > PAGE_SIZE && last
        ? { href: partnershipsPaths.offers({ before: last.id }), text: 'Older offers' }
        : null,
    firstHref: before === null ? null : partnershipsPaths.offers(),
  };
}

export function offerBody(content: OfferContent): OfferBody {
  const several = content.place.kind !== 'organisation';
  const bars = content.questions.slice(0, MOST_SHOWN).map((question) => ({ ...question, parts: partsOf(question) }));
  return {
    title: content.title,
    place: content.place.name,
    fictional: content.place.fictional,
    takenOn: dateInWords(content.takenOn),
    figures: content.figures,
    sections: content.sections
      .filter(({ markdown }) => markdown.trim() !== '')
      .map(({ key, heading, markdown }) => ({
        id: `section-${key}`,
        heading,
        html: sectionHtml(markdown),
        bars: several && key === 'in_place' ? bars : [],
      })),
  };
}

/** The parts of a bar that is 100 wide. */
function partsOf({ inPlace, open, unknown }: OfferQuestion): { kind: string; x: number; width: number }[] {
  const of = Math.max(1, inPlace + open + unknown);
  let x = 0;
  return Object.entries({ in: inPlace, open, unknown })
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => {
      const part = { kind, x: Math.round(x * 100) / 100, width: Math.round((number / of) * 10_000) / 100 };
      x += part.width;
      return part;
    });
}

const savedWords = ({ number, savedAt, savedBy }: { number: number; savedAt: Date; savedBy: string }) =>
  `Version ${String(number)}, saved on ${dateInWords(londonDate(savedAt))} by ${savedBy}`;

export function offerView(
  offer: Offer,
  known: {
    versions: readonly { number: number; savedAt: Date; savedBy: string }[];
    links: readonly ListedLink[];
    whyNotShared: string[];
  },
  mayAdminister: boolean,
  today: CivilDate,
): OfferView {
  return {
    title: offer.content.title,
    listHref: partnershipsPaths.offers(),
    offer: offerBody(offer.content),
    saved: savedWords(offer),
    older: offer.number !== offer.currentNumber,
    currentHref: partnershipsPaths.offer(offer.id),
    whyNotShared: known.whyNotShared,
    mayAdminister,
    editHref: partnershipsPaths.offerEdit(offer.id),
    pdfHref: partnershipsPaths.offerPdf(offer.id),
    redraftAction: partnershipsPaths.offerDrafts(offer.id),
    shareAction: partnershipsPaths.offerLinks(offer.id),
    links: known.links.map((link) => {
      const open = link.withdrawnAt === null && link.expiresOn >= today;
      return {
        text: `Made on ${dateInWords(londonDate(link.madeAt))}, until ${dateInWords(link.expiresOn)}`,
        tag: open
          ? { text: 'Open', kind: 'good' }
          : { text: link.withdrawnAt === null ? 'Expired' : 'Withdrawn', kind: 'plain' },
        withdrawAction: open ? partnershipsPaths.offerLinkWithdrawal(offer.id, link.id) : null,
      };
    }),
    versions: known.versions.map((version) => ({
      text: savedWords(version),
      href: partnershipsPaths.offerVersion(offer.id, version.number),
      current: version.number === offer.number,
    })),
  };
}

/** The form with the offer's words, or with what was typed; beside it what somebody else saved meanwhile. */
export function editOfferView(
  offer: Offer,
  typed: Record<string, string> | null,
  errors: FieldError[],
  conflict: boolean,
): EditOfferView {
  return {
    title: 'Edit the offer',
    backHref: partnershipsPaths.offer(offer.id),
    action: partnershipsPaths.offerVersions(offer.id),
    base: conflict || typed === null ? offer.currentNumber : Number(typed['base']) || offer.currentNumber,
    offerTitle: typed?.['title'] ?? offer.content.title,
    sections: offer.content.sections.map(({ key, heading, markdown }) => {
      const words = typed?.[`markdown_${key}`] ?? markdown;
      return {
        headingName: `heading_${key}`,
        markdownName: `markdown_${key}`,
        heading: typed?.[`heading_${key}`] ?? heading,
        markdown: words,
        legend: heading,
        rows: Math.min(18, Math.max(4, Math.ceil(words.length / 70) + 1)),
        theirs: conflict && words.replaceAll('\r\n', '\n').trim() !== markdown ? markdown : null,
      };
    }),
    conflict: conflict ? { by: offer.savedBy, number: offer.number } : null,
    errors,
  };
}
