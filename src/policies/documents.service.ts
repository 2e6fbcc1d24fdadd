import { Injectable, UnprocessableEntityException } from '@nestjs/common';
import { DocumentsQueries } from './documents/documents.queries.js';
import { DocumentsWriter } from './documents/documents-writer.js';
import { FileShelf } from './documents/file-shelf.js';
import type { DocumentDetails, DocumentRecord, TextPage } from './documents.types.js';

/** Documents with the copies that we hold of them and their text, for other rooms of the house. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly shelf: FileShelf,
    private readonly writer: DocumentsWriter,
    private readonly queries: DocumentsQueries,
  ) {}

  /**
   * Adds a copy with what is said of it. The same bytes under the same organisation are the document that is there
   * (`isNew` is false, and nothing changes). Its text is read by a job. Throws UnprocessableEntityException with a
   * sentence for people when the file is not one that is taken.
   */
  async add(
    file: { name: string; bytes: Buffer },
    details: DocumentDetails,
    personId: string,
  ): Promise<{ id: string; isNew: boolean }> {
    const shelved = await this.shelf.shelve(file.name, file.bytes);
    if (!shelved.ok) throw new UnprocessableEntityException(`${shelved.problem}.`);
    const added = await this.writer.add(shelved.file, details, personId);
    if (!added.ok) throw new UnprocessableEntityException(`${added.problem}.`);
    return added;
  }

  /** The present reading of the document that has or had the id: a newer reading has an id of its own. */
  one(id: string): Promise<DocumentRecord | undefined> {
    return this.queries.one(id);
  }

  /** What stands under an organisation today, the newest document first. */
  ofOrganisation(organisationId: string): Promise<DocumentRecord[]> {
    return this.queries.ofOrganisation(organisationId);
  }

  /** The text of a document's copy, page by page; empty while it is not read, and when it has none. */
  async pages(id: string): Promise<TextPage[]> {
    const document = await this.queries.one(id);
    return document?.file?.textState === 'ready' ? this.queries.pages(document.file.id) : [];
  }
}
