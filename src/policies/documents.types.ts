import type { CivilDate, PartialDate } from '../platform/civil-date.rules.js';
import type {
  AttributeReadings,
  DocumentAttributes,
  DocumentSubject,
  MayPublish,
  PolicyDocument,
  Standing,
} from './policies.types.js';

/** What became of a copy's text: still to be read; read; there is none (a scan); locked by a password; unreadable. */
export const textStates = ['waiting', 'ready', 'none', 'encrypted', 'failed'] as const;
export type TextState = (typeof textStates)[number];

/** The kinds of files that are taken, by what is in them. */
export const fileKinds = ['pdf', 'docx', 'html', 'mhtml', 'text'] as const;
export type FileKind = (typeof fileKinds)[number];

/** A copy that we hold. */
export interface DocumentFile {
  id: string;
  sha256: string;
  name: string;
  mediaType: string;
  size: number;
  uploadedById: string;
  uploadedAt: Date;
  textState: TextState;
  textProblem: string | null;
  /** Null until the reading has begun. */
  pages: number | null;
  /** How many of them have been read so far. */
  pagesRead: number;
}

/** A document as those see it who work with it. */
export interface DocumentRecord extends PolicyDocument {
  organisationId: string;
  /** Names the document through all its readings. */
  lineage: string;
  confirmedOn: CivilDate | null;
  repliedOn: CivilDate | null;
  /** The version before it, by its lineage. */
  replacesLineage: string | null;
  /** The request that it answers. */
  requestId: string | null;
  copyrightOwner: string | null;
  licence: string | null;
  mayPublish: MayPublish;
  readBy: AttributeReadings;
  recordedAt: Date;
  /** Null for a document that we know of and hold no copy of. */
  file: DocumentFile | null;
}

/** How a copy may come to us. A confirmation is no way of its own: it is said of a document that is here. */
export const documentBases = ['foi_reply', 'published', 'published_regionally', 'archived'] as const;
export type DocumentBasis = (typeof documentBases)[number] & Standing;

/** What whoever adds a copy says of it. */
export interface DocumentDetails {
  organisationId: string;
  title: string;
  subject: DocumentSubject;
  /** How it came to us, which decides its standing. */
  standing: DocumentBasis;
  /** The request that it answers, for a reply. */
  requestId: string | null;
  repliedOn: CivilDate | null;
  seenOn: CivilDate | null;
  url: string | null;
  publisher: string | null;
  documentDate: PartialDate | null;
  attributes: Partial<DocumentAttributes>;
  /** The id of the earlier version of the same policy. */
  replaces: string | null;
  copyrightOwner: string | null;
  licence: string | null;
  mayPublish: MayPublish;
}

/** One page of a copy's text; of a file without pages, one part. */
export interface TextPage {
  number: number;
  text: string;
}
