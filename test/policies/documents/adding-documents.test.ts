import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrganisationsService } from '../../../src/organisations/organisations.service.js';
import { newId } from '../../../src/platform/database/new-id.js';
import { Storage } from '../../../src/platform/storage/storage.js';
import { DocumentsService } from '../../../src/policies/documents.service.js';
import { DocumentsWriter } from '../../../src/policies/documents/documents-writer.js';
import { FileShelf } from '../../../src/policies/documents/file-shelf.js';
import { FactsImportService } from '../../../src/policies/facts-import.service.js';
import { policyDetails } from '../../factories/documents.js';
import { aCampaign } from '../../factories/requests.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { factCsv, factFolder } from '../fact-file.js';

let app: TestApp;
let documents: DocumentsService;
let riverbank: string;
let harbour: string;
const person = newId();

beforeAll(async () => {
  app = await startTestApp({ sample: true });
  documents = app.get(DocumentsService);
  const organisations = app.get<OrganisationsService>(OrganisationsService);
  riverbank = (await organisations.byAddress('ZZ1'))?.id ?? '';
  harbour = (await organisations.byAddress('ZZ2'))?.id ?? '';
});
afterAll(() => app.close());

const text = (words: string) => ({ name: 'policy.txt', bytes: Buffer.from(words) });

describe('adding a document', () => {
  it('keeps the bytes, what is said of it, and who added it', async () => {
    const file = text('A written advance decision is kept in the notes.');
    const { id, isNew } = await documents.add(
      file,
      policyDetails(riverbank, { attributes: { reference: 'POL-1', reviewOn: '2027-03' }, mayPublish: 'no' }),
      person,
    );
    expect(isNew).toBe(true);
    const document = await documents.one(id);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    expect(document).toMatchObject({
      title: 'Fictional policy on advance decisions',
      standing: 'foi_reply',
      repliedOn: '2026-10-01',
      documentDate: '2026-03',
      attributes: { reference: 'POL-1', reviewOn: '2027-03', version: null },
      unverified: ['reference', 'reviewOn'],
      mayPublish: 'no',
      file: { sha256, name: 'policy.txt', mediaType: 'text/plain', size: file.bytes.length, uploadedById: person },
    });
    expect(await buffer(await app.get<Storage>(Storage).open(sha256))).toEqual(file.bytes);
    const audit = await app.db.query('select action, details from audit_entry where subject_id = $1', [id]);
    expect(audit).toEqual([{ action: 'documents.added', details: { sha256, standing: 'foi_reply' } }]);
  });

  it('finds that the same bytes are the same document, and the same file under another organisation', async () => {
    const first = await documents.add(text('The same words.'), policyDetails(riverbank), person);
    const again = await documents.add(text('The same words.'), policyDetails(riverbank, { title: 'Other' }), person);
    expect(again).toMatchObject({ id: first.id, isNew: false });
    const elsewhere = await documents.add(text('The same words.'), policyDetails(harbour), person);
    expect(elsewhere.isNew).toBe(true);
    const [one, other] = await Promise.all([documents.one(first.id), documents.one(elsewhere.id)]);
    expect(other?.file?.id).toBe(one?.file?.id);
    expect(one?.title).toBe('Fictional policy on advance decisions');
  });

  it('makes one document of two uploads at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => documents.add(text('At once.'), policyDetails(riverbank), person)));
    expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(both[0]?.id).toBe(both[1]?.id);
  });

  it('puts versions in a line, and only one after each', async () => {
    const first = await documents.add(text('Version 1.'), policyDetails(riverbank), person);
    const second = await documents.add(text('Version 2.'), policyDetails(riverbank, { replaces: first.id }), person);
    expect((await documents.one(second.id))?.replacesLineage).toBe((await documents.one(first.id))?.lineage);
    await expect(
      documents.add(text('Version 2b.'), policyDetails(riverbank, { replaces: first.id }), person),
    ).rejects.toThrow('It is replaced already');
    await expect(
      documents.add(text('Elsewhere.'), policyDetails(harbour, { replaces: first.id }), person),
    ).rejects.toThrow('a document of the same organisation');
  });

  it('keeps what was added when a file of facts brings a newer reading', async () => {
    const folder = await factFolder();
    const facts = app.get<FactsImportService>(FactsImportService);
    const line = { organisation: 'ZZ2', source_title: 'Known by an import' };
    await facts.import(await folder.write('facts.csv', factCsv(line)), { apply: true });
    const known = (await documents.ofOrganisation(harbour)).find(({ title }) => title === line.source_title);
    const writer = app.get<DocumentsWriter>(DocumentsWriter);
    const shelved = await app.get<FileShelf>(FileShelf).shelve('copy.txt', Buffer.from('A copy.'));
    if (!shelved.ok || !known) throw new Error('Nothing to attach');
    const attached = await writer.attach(known.id, shelved.file, person);
    const { requestTo } = await aCampaign(app, 'Advance decisions 2026', { ZZ2: {} });
    const said = {
      title: line.source_title,
      requestId: requestTo['ZZ2'] ?? '',
      licence: 'OGL',
      standing: 'archived',
    } as const;
    const corrected = await writer.correct(known.id, policyDetails(harbour, said), person);
    expect([attached.ok, corrected.ok]).toEqual([true, true]);
    // A fact cites it, so its standing stays what the fact's is.
    const file = (await documents.one(known.id))?.file;
    expect(await documents.one(known.id)).toMatchObject({
      licence: 'OGL',
      standing: 'published',
      documentDate: '2026-01',
    });
    // Read a day later: what somebody put right here stands against what was read before.
    app.clock.set('2026-11-25T10:00:00Z');
    const newer = factCsv({ ...line, publisher: 'Another', second_reading_on: '2026-11-24' });
    await facts.import(await folder.write('newer.csv', newer), { apply: true });
    const now = await documents.one(known.id);
    expect(now).toMatchObject({ publisher: 'Another', ...said, standing: 'published', file: { name: 'copy.txt' } });
    expect(now?.file?.id).toBe(file?.id);
    expect(now?.id).not.toBe(known.id);
    app.clock.set('2026-11-23T10:00:00Z');
    await folder.remove();
  });

  it('takes back a document that nothing was built on, with its bytes and its text', async () => {
    const writer = app.get<DocumentsWriter>(DocumentsWriter);
    const first = await documents.add(text('Sent by mistake.'), policyDetails(riverbank), person);
    const second = await documents.add(
      text('The right one.'),
      policyDetails(riverbank, { replaces: first.id }),
      person,
    );
    expect(await writer.withdraw(first.id, 'It names a patient.')).toEqual([
      expect.stringContaining('replaces this one'),
    ]);
    await writer.withdraw(second.id, 'Not a policy.');
    const file = (await documents.one(first.id))?.file;
    const shelf = app.get<FileShelf>(FileShelf);
    const storage = app.get<Storage>(Storage);
    await shelf.sweep(file?.sha256 ?? '');
    expect(await storage.has(file?.sha256 ?? '')).toBe(true);
    expect(await writer.withdraw(first.id, 'It names a patient.')).toEqual([]);
    expect(await documents.one(first.id)).toBeUndefined();
    await shelf.sweep(file?.sha256 ?? '');
    expect(await storage.has(file?.sha256 ?? '')).toBe(false);
    const left = await app.db.query(
      'select name, (select count(*)::int from policy_file_page where file_id = id) as pages from policy_file where id = $1',
      [file?.id],
    );
    expect(left).toEqual([{ name: 'erased', pages: 0 }]);
    // The same file may come again.
    const again = await documents.add(text('Sent by mistake.'), policyDetails(riverbank), person);
    expect((await documents.one(again.id))?.file).toMatchObject({
      id: file?.id,
      name: 'policy.txt',
      textState: 'waiting',
    });
  });

  it('takes back none that a fact was read in', async () => {
    const [known] = await documents.ofOrganisation(riverbank).then((all) => all.filter(({ file }) => file === null));
    const reasons = await app.get<DocumentsWriter>(DocumentsWriter).withdraw(known?.id ?? '', 'No');
    expect(reasons).toEqual([expect.stringContaining('Facts were read in it')]);
  });

  it('says what is wrong with a file, and keeps nothing', async () => {
    const refuse = (name: string, bytes: Buffer) => documents.add({ name, bytes }, policyDetails(riverbank), person);
    await expect(refuse('empty.pdf', Buffer.alloc(0))).rejects.toThrow('The file is empty');
    await expect(refuse('program.pdf', Buffer.from('MZ\u0000\u0001\u0002'))).rejects.toThrow('PDF, Word');
    await expect(refuse('page.pdf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).rejects.toThrow('picture');
  });
});
