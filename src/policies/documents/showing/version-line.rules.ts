/** A document as far as the line of its versions goes. */
export interface Version {
  lineage: string;
  replacesLineage: string | null;
}

/** The versions that the document stands among, the latest first; alone when it replaces none and none replaces it. */
export function versionLine<V extends Version>(of: V, documents: readonly V[]): V[] {
  const byLineage = new Map(documents.map((document) => [document.lineage, document]));
  const replacedBy = new Map(documents.map((document) => [document.replacesLineage, document]));
  const line = [of];
  const isNew = (next: V | undefined): next is V =>
    next !== undefined && !line.some(({ lineage }) => lineage === next.lineage);
  for (let next = replacedBy.get(of.lineage); isNew(next); next = replacedBy.get(next.lineage)) line.unshift(next);
  const before = (version: V) =>
    version.replacesLineage === null ? undefined : byLineage.get(version.replacesLineage);
  for (let next = before(of); isNew(next); next = before(next)) line.push(next);
  return line;
}
