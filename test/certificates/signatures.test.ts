import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Integer, type OctetString, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, ContentInfo, SignedData } from 'pkijs';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import type { Config } from '../../src/platform/config/config.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Completions } from './completions.js';

const folder = mkdtempSync(path.join(tmpdir(), 'beforehand-signing-'));
let app: TestApp | undefined;
afterEach(() => app?.close());
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A certificate that a fictional issuer gave itself, and its key, as PEM files; answers the setting that names them. */
async function keyFiles(kind: 'rsa' | 'ec', from = '2026-01-01', until = '2030-01-01') {
  const pair =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm =
    kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = new Certificate({ version: 2, serialNumber: new Integer({ value: 7 }) });
  for (const name of [certificate.issuer, certificate.subject]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'GB' }) }),
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: 'Fictional issuer' }) }),
    );
  }
  certificate.notBefore.value = new Date(from);
  certificate.notAfter.value = new Date(until);
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey.toCryptoKey(algorithm, true, ['verify']));
  await certificate.sign(pair.privateKey.toCryptoKey(algorithm, false, ['sign']), 'SHA-256');
  const der = Buffer.from(certificate.toSchema(true).toBER());
  const files = { keyFile: path.join(folder, `${kind}-key.pem`), certificateFile: path.join(folder, `${kind}.pem`) };
  writeFileSync(
    files.keyFile,
    pair.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a passphrase' }),
  );
  writeFileSync(files.certificateFile, new X509Certificate(der).toString());
  return { ...files, passphrase: 'a passphrase' };
}

async function download(signing: Config['signing']): Promise<{ pdf: Buffer; number: string; admin: TestBrowser }> {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z', config: { signing } });
  const completions = await Completions.in(app);
  const number = await completions.numberOf(await completions.complete(await completions.person('Zoë Obi')));
  const admin = app.browser();
  await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  const pdf = (await admin.get(`/certificates/${number}.pdf`).buffer(true).expect(200)).body as Buffer;
  return { pdf, number, admin };
}

/** What the signature of a file covers, and the signature itself. */
function parts(pdf: Buffer): { covered: Buffer; cms: Buffer; coversAll: boolean } {
  const [, ...range] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(pdf.toString('latin1')) ?? [];
  const [from = 0, length = 0, again = 0, rest = 0] = range.map(Number);
  return {
    covered: Buffer.concat([pdf.subarray(from, from + length), pdf.subarray(again, again + rest)]),
    cms: Buffer.from(pdf.subarray(length + 1, again - 1).toString('latin1'), 'hex'),
    coversAll: from === 0 && again + rest === pdf.length,
  };
}

/** Checks a signature with what Node has: nothing of what made it. Throws where it is none. */
function holds(pdf: Buffer, key: KeyObject): boolean {
  const { covered, cms } = parts(pdf);
  const signed = new SignedData({ schema: ContentInfo.fromBER(cms).content });
  const [signer] = signed.signerInfos;
  const attributes = signer?.signedAttrs;
  if (!signer || !attributes) throw new Error('Nobody signed');
  const digest = attributes.attributes.find(({ type }) => type === '1.2.840.113549.1.9.4')?.values[0] as OctetString;
  const isDigest = createHash('sha256').update(covered).digest().equals(Buffer.from(digest.getValue()));
  const bytes = Buffer.from(attributes.encodedValue);
  // Signed as a set, though kept under a tag of its own.
  bytes[0] = 0x31;
  return isDigest && verify('sha256', bytes, key, Buffer.from(signer.signature.getValue()));
}

describe('the file of a certificate', () => {
  let rsa: NonNullable<Config['signing']>;
  beforeAll(async () => {
    rsa = await keyFiles('rsa');
  });

  it.each(['rsa', 'ec'] as const)('is signed by the issuer with a key of kind %s, all of it', async (kind) => {
    const signing = kind === 'rsa' ? rsa : await keyFiles('ec');
    const { pdf, number, admin } = await download(signing);
    const certificate = readFileSync(signing.certificateFile);
    const key = createPublicKey(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }));
    expect(parts(pdf).coversAll).toBe(true);
    expect(holds(pdf, key)).toBe(true);
    const text = pdf.toString('latin1');
    for (const words of ['/ETSI.CAdES.detached', '<pdfuaid:part>1</pdfuaid:part>']) expect(text).toContain(words);
    const changed = Buffer.from(pdf);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(holds(changed, key)).toBe(false);

    const again = (await admin.get(`/certificates/${number}.pdf`).buffer(true)).body as Buffer;
    expect(again.equals(pdf)).toBe(true);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    expect((await admin.get(`/verify/files/${sha256}.json`).expect(200)).body).toMatchObject({ number });

    const file = path.join(folder, `${kind}.pdf`);
    writeFileSync(file, pdf);
    const seen = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    // Where the machine has it: what we checked by ourselves, seen by somebody else.
    if (seen.error === undefined)
      for (const words of ['Signature is Valid', 'Total document signed', 'Fictional issuer'])
        expect(seen.stdout).toContain(words);
  });

  it('is not signed without a key, nor when its certificate is out of its dates', async () => {
    expect((await download(null)).pdf.includes('/ByteRange')).toBe(false);
    await app?.close();
    expect((await download(await keyFiles('ec', '2020-01-01', '2026-11-23'))).pdf.includes('/ByteRange')).toBe(false);
  });

  it('is not even begun with settings that cannot hold', async () => {
    const other = await keyFiles('ec');
    for (const [signing, words] of [
      [{ ...rsa, keyFile: path.join(folder, 'none.pem') }, 'SIGNING_KEY names'],
      [{ ...rsa, passphrase: 'another' }, 'SIGNING_KEY names'],
      [{ ...rsa, certificateFile: other.certificateFile }, 'must begin with the certificate of SIGNING_KEY'],
      [{ ...rsa, certificateFile: rsa.keyFile }, 'must begin with the certificate'],
    ] as const)
      await expect(startTestApp({ config: { signing } })).rejects.toThrow(words);
    app = undefined;
  });
});
