import { escapeHtml } from '../escape-html.rules.js';

export interface Manifest {
  /** Letters, digits, dots and hyphens; the same for every package of one course and Trust. */
  identifier: string;
  title: string;
  version: string;
  files: readonly string[];
}

/** The list of contents that a learning platform reads: one object that is begun at index.html and reports for itself. */
export function manifestXml({ identifier, title, version, files }: Manifest): string {
  const listed = files.map((file) => `      <file href="${escapeHtml(file)}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${escapeHtml(identifier)}" version="${escapeHtml(version)}"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${escapeHtml(title)}</title>
      <item identifier="item" identifierref="sco" isvisible="true">
        <title>${escapeHtml(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="index.html">
${listed}
    </resource>
  </resources>
</manifest>
`;
}
