import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events.js';
import type { DocumentDetails, DocumentRecord } from '../documents.types.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { DocumentToWrite } from '../import/facts-import.types.js';
import { DocumentWithdrawn } from '../policies.events.js';
import type { DocumentAttributes } from '../policies.types.js';
import type { CivilDate } from '../../platform/civil-date.rules.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { RequestsService } from '../requests.service.js';
import { DocumentsQueries } from './documents.queries.js';
import { FileShelf, type ShelvedFile } from './file-shelf.js';
import { mayVerify } from './verifying/attributes-to-verify.rules.js';
import { whyNotWithdraw } from './withdrawing/withdrawing.rules.js';
import { nothingSaid } from '../document-attributes.rules.js';

/** Why it was not done, and which field of the form it concerns. */
interface Refusal {
  ok: false;
  field: string;
  problem: string;
}
export type Added = { ok: true; id: string; isNew: boolean } | Refusal;

/** Makes documents of files, and new readings of documents. */
@Injectable()
export class DocumentsWriter {
  constructor(
    private readonly database: Database,
    private readonly shelf: FileShelf,
    private readonly queries: DocumentsQueries,
    private readonly requests: RequestsService,
    private readonly facts: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Makes a document of a shelved file; one that the organisation has already is answered as it is. */
  async add(file: ShelvedFile, details: DocumentDetails, personId: string): Promise<Added> {
    return this.changing(async () => {
      const known = await this.queries.byFile(details.organisationId, file.sha256);
      if (known) return { ok: true, id: known.id, isNew: false };
      const lineage = JSON.stringify([details.organisationId, 'file', file.sha256]);
      const refusal = await this.whyNot(details, lineage);
      if (refusal) return refusal;
      const fileId = await this.shelf.take(file, personId);
      if (fileId === undefined) return gone;
      const replacesLineage = await this.lineageOf(details.replaces);
      const reading = { by: personId, on: this.clock.today() };
      const document = { ...said(details, noReading, reading), confirmedOn: null, lineage, fileId, replacesLineage };
      return this.write(document, 'documents.added', { sha256: file.sha256, standing: details.standing });
    });
  }

  /** Adds the copy to a document that was known without one. */
  async attach(id: string, file: ShelvedFile, personId: string): Promise<Added> {
    return this.changing(async () => {
      const before = await this.queries.one(id);
      if (!before) return unknown;
      const known = await this.queries.byFile(before.organisationId, file.sha256);
      if (known) return { ok: true, id: known.id, isNew: false };
      if (before.file)
        return {
          ok: false,
          field: 'file',
          problem: 'It has a copy already. Add the newer one as a document of its own',
        };
      const fileId = await this.shelf.take(file, personId);
      if (fileId === undefined) return gone;
      return this.write({ ...asWritten(before), fileId }, 'documents.copied', { sha256: file.sha256 });
    });
  }

  /** Records what somebody found to be otherwise, as a new reading. What facts rest on stays as it is. */
  async correct(id: string, details: DocumentDetails, personId: string): Promise<Added> {
    return this.changing(async () => {
      const before = await this.queries.one(id);
      if (!before) return unknown;
      const refusal = await this.whyNot(details, before.lineage);
      if (refusal) return refusal;
      const replacesLineage = await this.lineageOf(details.replaces);
      const now = {
        ...asWritten(before),
        ...said(details, before, { by: personId, on: this.clock.today() }),
        replacesLineage,
      };
      if (await this.queries.isCited(before.lineage))
        Object.assign(now, basisOf(asWritten(before)), { requestId: details.requestId ?? before.requestId });
      if (DESCRIBED.some((key) => now[key] !== before[key]))
        now.readBy = { ...now.readBy, description: { by: personId, on: this.clock.today() } };
      return this.write(now, 'documents.corrected', {});
    });
  }

  /**
   * Records that a second person found what a document says of itself to be so. Answers why not, when not.
   * @param reading the id of the reading that the person had before them
   */
  async verifyAttributes(id: string, agrees: readonly string[], reading: string, personId: string): Promise<string[]> {
    return this.changing(async () => {
      const before = await this.queries.one(id);
      if (!before) return [unknown.problem];
      if (before.id !== reading) return ['Its details changed while this page was open. Compare them again.'];
      const may = mayVerify(before, personId);
      if (!agrees.every((key) => may.some((one) => one === key)))
        return ['Somebody verified part of it meanwhile, or you recorded it yourself. Look at it again.'];
      const unverified = before.unverified.filter((key) => !agrees.includes(key));
      await this.write({ ...asWritten(before), unverified }, 'documents.verified', { attributes: [...agrees] });
      return [];
    });
  }

  /** Takes back a document that nothing was built on, with the reason; its copy and text go. Answers why not, when not. */
  async withdraw(id: string, reason: string): Promise<string[]> {
    return this.changing(async () => {
      const document = await this.queries.one(id);
      if (!document) return [unknown.problem];
      const { lineage } = document;
      const later = await this.queries.replacing(lineage);
      const reasons = whyNotWithdraw({ isCited: await this.queries.isCited(lineage), later: later?.title ?? null });
      if (reasons.length > 0) return reasons;
      await this.events.publish(new DocumentWithdrawn(document.id, lineage));
      await this.database.query('update policy_document set superseded_at = $2, withdrawn_for = $3 where id = $1', [
        document.id,
        this.clock.now(),
        reason,
      ]);
      if (document.file) await this.shelf.release(document.file.id);
      await this.audit.record({
        action: 'documents.withdrawn',
        subjectKind: 'policy_document',
        subjectId: document.id,
      });
      await this.profiles.revise([document.organisationId]);
      return [];
    });
  }

  /** Whoever writes documents or facts waits for the others who do. */
  private changing<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      return work();
    });
  }

  private async write(document: DocumentToWrite, action: string, details: Record<string, unknown>): Promise<Added> {
    await this.facts.write([document], [], { facts: new Map(), documents: new Map() });
    const written = await this.queries.byLineage(document.lineage);
    if (!written) throw new Error('A document that was written is not there');
    await this.audit.record({ action, subjectKind: 'policy_document', subjectId: written.id, details });
    await this.profiles.revise([document.organisationId]);
    return { ok: true, id: written.id, isNew: true };
  }

  /** Versions stand in a line within one organisation, and a reply answers a request to that organisation. */
  private async whyNot(details: DocumentDetails, lineage: string): Promise<Refusal | null> {
    if (details.requestId !== null) {
      const requests = await this.requests.ofOrganisation(details.organisationId);
      if (!requests.some(({ id }) => id === details.requestId))
        return { ok: false, field: 'requestId', problem: 'Choose a request to the same organisation' };
    }
    if (details.replaces === null) return null;
    const replaces = (problem: string): Refusal => ({ ok: false, field: 'replaces', problem });
    const before = await this.queries.one(details.replaces);
    if (before?.organisationId !== details.organisationId)
      return replaces('Choose a document of the same organisation');
    const after = await this.queries.replacing(before.lineage);
    if (after && after.lineage !== lineage)
      return replaces(`It is replaced already, by “${after.title}”. Choose that one`);
    for (let earlier: DocumentRecord | undefined = before; earlier; earlier = await this.earlier(earlier))
      if (earlier.lineage === lineage) return replaces('That one is this document, or a later version of it');
    return null;
  }

  private async earlier(document: DocumentRecord): Promise<DocumentRecord | undefined> {
    return document.replacesLineage === null ? undefined : this.queries.byLineage(document.replacesLineage);
  }

  private async lineageOf(id: string | null): Promise<string | null> {
    return id === null ? null : ((await this.queries.one(id))?.lineage ?? null);
  }
}

/** What a file of facts says of a document as well: once somebody here has put it right, an older file does not undo it. */
const DESCRIBED = [
  'subject',
  'publisher',
  'standing',
  'documentDate',
  'seenOn',
  'repliedOn',
] as const satisfies (keyof DocumentRecord)[];

const noReading = { attributes: nothingSaid, unverified: [], readBy: {} };
const gone: Refusal = { ok: false, field: 'file', problem: 'The file was kept for a day and is gone. Choose it again' };
const unknown: Refusal = { ok: false, field: '', problem: 'There is no such document any more' };

/** What details say of a document, over what was known of it. What changes has so far been read by one person. */
function said(
  details: DocumentDetails,
  known: Pick<DocumentToWrite, 'attributes' | 'unverified' | 'readBy'>,
  reading: { by: string; on: CivilDate },
): Omit<DocumentToWrite, 'lineage' | 'fileId' | 'replacesLineage' | 'confirmedOn'> {
  const { attributes: given, replaces: _, ...rest } = details;
  const attributes = { ...known.attributes, ...given };
  const keys = Object.keys(attributes) as (keyof DocumentAttributes)[];
  const changed = keys.filter((key) => attributes[key] !== known.attributes[key]);
  const readByOne = keys.filter(
    (key) => attributes[key] !== null && (changed.includes(key) || known.unverified.includes(key)),
  );
  const readBy = { ...known.readBy, ...Object.fromEntries(changed.map((key) => [key, reading])) };
  return { ...rest, attributes, unverified: readByOne, readBy };
}

/** What facts take from the document that they cite: it may not change under them. */
function basisOf(document: DocumentToWrite) {
  const { standing, documentDate, seenOn, confirmedOn, repliedOn } = document;
  return { standing, documentDate, seenOn, confirmedOn, repliedOn };
}

function asWritten(document: DocumentRecord): DocumentToWrite {
  const { id: _, recordedAt: __, file, ...rest } = document;
  return { ...rest, fileId: file?.id ?? null };
}
