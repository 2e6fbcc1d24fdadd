import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Database } from '../../platform/database/database.js';
import type { DocumentDetails, DocumentRecord } from '../documents.types.js';
import { FactsWriter } from '../facts/facts-writer.js';
import type { DocumentToWrite } from '../import/facts-import.types.js';
import type { DocumentAttributes } from '../policies.types.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { DocumentsQueries } from './documents.queries.js';
import { FileShelf, type ShelvedFile } from './file-shelf.js';

export type Added = { ok: true; id: string; isNew: boolean } | { ok: false; field: string; problem: string };

/** Makes documents of files. */
@Injectable()
export class DocumentsWriter {
  constructor(
    private readonly database: Database,
    private readonly shelf: FileShelf,
    private readonly queries: DocumentsQueries,
    private readonly facts: FactsWriter,
    private readonly profiles: ProfileRevisions,
    private readonly audit: Audit,
  ) {}

  /** Makes a document of a shelved file; one that the organisation has already is answered as it is. */
  async add(file: ShelvedFile, details: DocumentDetails, personId: string): Promise<Added> {
    return this.database.transaction(async () => {
      await this.database.lock('policy-facts');
      const lineage = JSON.stringify([details.organisationId, 'file', file.sha256]);
      const known = await this.queries.byLineage(lineage);
      if (known) return { ok: true, id: known.id, isNew: false };
      const replaced = await this.replaced(details);
      if (!replaced.ok) return replaced;
      const fileId = await this.shelf.take(file, personId);
      if (fileId === undefined)
        return { ok: false, field: 'file', problem: 'The file was kept for a day and is gone. Choose it again' };
      await this.write({ ...documentOf(details), lineage, fileId, replacesLineage: replaced.lineage });
      const added = await this.queries.byLineage(lineage);
      if (!added) throw new Error('A document that was written is not there');
      await this.audit.record({
        action: 'documents.added',
        subjectKind: 'policy_document',
        subjectId: added.id,
        details: { sha256: file.sha256, standing: details.standing },
      });
      return { ok: true, id: added.id, isNew: true };
    });
  }

  private async write(document: DocumentToWrite): Promise<void> {
    await this.facts.write([document], [], { facts: new Map(), documents: new Map() });
    await this.profiles.revise([document.organisationId]);
  }

  /** The lineage of the version that the document replaces: of the same organisation, and replaced by no other. */
  private async replaced(
    details: DocumentDetails,
  ): Promise<{ ok: true; lineage: string | null } | { ok: false; field: string; problem: string }> {
    if (details.replaces === null) return { ok: true, lineage: null };
    const before = await this.queries.one(details.replaces);
    if (before?.organisationId !== details.organisationId)
      return { ok: false, field: 'replaces', problem: 'Choose a document of the same organisation' };
    const after = await this.replacing(before);
    if (after)
      return { ok: false, field: 'replaces', problem: `It is replaced already, by “${after.title}”. Choose that one` };
    return { ok: true, lineage: before.lineage };
  }

  private async replacing(before: DocumentRecord): Promise<DocumentRecord | undefined> {
    const documents = await this.queries.ofOrganisation(before.organisationId);
    return documents.find((document) => document.replacesLineage === before.lineage);
  }
}

const nothingSaid: DocumentAttributes = {
  title: null,
  reference: null,
  version: null,
  ratifiedOn: null,
  effectiveOn: null,
  reviewOn: null,
  expiresOn: null,
  committee: null,
  sponsorRole: null,
  ownerRole: null,
};

function documentOf(details: DocumentDetails): Omit<DocumentToWrite, 'lineage' | 'fileId' | 'replacesLineage'> {
  const attributes = { ...nothingSaid, ...details.attributes };
  const said = (Object.keys(attributes) as (keyof DocumentAttributes)[]).filter((key) => attributes[key] !== null);
  return {
    organisationId: details.organisationId,
    title: details.title,
    url: details.url,
    subject: details.subject,
    publisher: details.publisher,
    standing: details.standing,
    documentDate: details.documentDate,
    seenOn: details.seenOn,
    confirmedOn: null,
    repliedOn: details.repliedOn,
    attributes,
    // So far one person has read them.
    unverified: said,
    copyrightOwner: details.copyrightOwner,
    licence: details.licence,
    mayPublish: details.mayPublish,
  };
}
