import type {
  AttributeReadings,
  DocumentAttributes,
  DocumentSubject,
  FactValue,
  MayPublish,
  Standing,
} from '../policies.types.js';

/** `kept`: the file says otherwise, but somebody here has read the source since, and what they recorded stays. */
export type FactOutcome = 'created' | 'superseded' | 'verified' | 'unchanged' | 'kept';

/** What an import does, or would do. Counts are of rows. */
export interface FactImportReport extends Record<FactOutcome, number> {
  rejected: { line: number; reason: string }[];
  /** `reason`: why it was kept, or what a reader of the report has to know of the row. */
  rows: { line: number; organisation: string; question: string; outcome: FactOutcome; reason?: string }[];
}

/** A fact as a file has it, ready to be compared and written. */
export interface FactToWrite {
  organisationId: string;
  questionId: string;
  documentLineage: string;
  lineage: string;
  state: string;
  value: FactValue;
  quote: string | null;
  paraphrase: string | null;
  locator: string | null;
  note: string | null;
  standing: Standing;
  agesFrom: string | null;
  /** The question under which the source answers this one; null when it answers here. */
  answeredUnderId: string | null;
  /** Null when it comes with a file. */
  extractedById: string | null;
  verifiedOn: string | null;
}

export interface DocumentToWrite {
  organisationId: string;
  lineage: string;
  title: string;
  url: string | null;
  subject: DocumentSubject;
  publisher: string | null;
  standing: Standing;
  documentDate: string | null;
  seenOn: string | null;
  confirmedOn: string | null;
  repliedOn: string | null;
  attributes: DocumentAttributes;
  unverified: (keyof DocumentAttributes)[];
  readBy: AttributeReadings;
  /** The copy that we hold of it. */
  fileId: string | null;
  /** The request that it answers. */
  requestId: string | null;
  /** The lineage of the version before it. */
  replacesLineage: string | null;
  copyrightOwner: string | null;
  licence: string | null;
  mayPublish: MayPublish;
}

/** What stands in the database under the same lineages, or stood there last and was withdrawn. */
export interface StoredFacts {
  facts: Map<string, FactToWrite & { id: string; withdrawn: boolean; recordedAt: Date }>;
  documents: Map<string, DocumentToWrite & { id: string }>;
}
