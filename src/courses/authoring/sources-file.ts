import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import type { Source } from '../courses.types.js';
import { readSourcesFile } from '../format/course-files.js';
import { Problems } from '../format/problems.js';

/** The sources of a draft by their names; undefined while its file cannot be read. */
export function sourcesIn(text: string): Map<string, Source> | undefined {
  const problems = new Problems();
  const sources = readSourcesFile(text, 'sources.yaml', problems);
  return problems.all.length > 0 ? undefined : sources;
}

/** The file with this source as it is given: in its place when it is there, else at the end. All else stays, comments too. */
export function withSource(text: string, source: Source): string {
  const document = parseDocument(text, { prettyErrors: false });
  const list = isSeq(document.contents) ? document.contents : undefined;
  if (!list || document.errors.length > 0) return text;
  list.flow = false;
  const at = list.items.findIndex((item) => isMap(item) && String(item.get('id')) === source.id);
  if (at === -1) document.add(document.createNode(given(source)));
  else setFields(document, at, source);
  return document.toString({ lineWidth: 120 });
}

function setFields(document: Document, at: number, source: Source): void {
  const fields: Record<string, string | undefined> = {
    short: undefined,
    provision: undefined,
    commencement: undefined,
    ...given(source),
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) document.deleteIn([at, name]);
    else if (document.getIn([at, name]) !== value) document.setIn([at, name], value);
  }
}

/** As docs/course-format.md has it; what is empty is left out. */
function given(source: Source): Record<string, string> {
  const { id, kind, title, short, publisher, url, nation, provision, commencement, checkedOn } = source;
  return {
    id,
    kind,
    title,
    ...(short !== title && { short }),
    publisher,
    url,
    nation,
    checked_on: checkedOn,
    ...(provision !== null && { provision }),
    ...(commencement !== null && { commencement }),
  };
}
