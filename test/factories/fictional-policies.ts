import { docx, html, pdf } from '../policies/documents/files.js';

interface PolicyFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Three policies as Trusts send them, of three Trusts that do not exist: a PDF, a Word file and a web page. */
export async function fictionalPolicies(): Promise<{
  saltmarsh: PolicyFile;
  beckValley: PolicyFile;
  harbour: PolicyFile;
}> {
  return {
    saltmarsh: { name: 'Advance decisions v4.pdf', mimeType: 'application/pdf', buffer: pdf(SALTMARSH) },
    beckValley: { name: 'MCA policy.docx', mimeType: 'application/octet-stream', buffer: await docx(BECK_VALLEY) },
    harbour: { name: 'advance-decisions.html', mimeType: 'text/html', buffer: html(HARBOUR) },
  };
}

const SALTMARSH = [
  `Saltmarsh Community NHS Trust (fictional)
Policy on advance decisions to refuse treatment

Reference CP 27. Version 4. Agreed by the Clinical Governance Committee in March 2026. For review in March 2029.

1. Purpose

This policy says what staff do when a patient has refused treatment in advance. It applies in all community
hospitals, clinics and patients' homes.`,
  `4. Recording

4.1 A known advance decision is recorded as an alert in the electronic record, on the shift in which it is found.

4.2 The written document is scanned and attached to the alert. The patient keeps the original.

5. Checking the document

5.1 A clear copy or photograph of the document is accepted unless there is reason to doubt it.

5.2 The senior clinician on duty checks that the advance decision is valid and applicable, and writes down why.`,
  `8. Concerns and advice

8.1 When there is doubt, staff tell the Mental Capacity Act team on the same day, at mca.team@saltmarsh.example.

9. Monitoring

9.1 Compliance with this policy is audited every year. Twenty records are looked at.`,
];

const BECK_VALLEY = [
  'Beck Valley Hospitals NHS Foundation Trust (fictional)',
  'Mental Capacity Act policy, version 6',
  '7. Advance decisions',
  'A copy of an advance decision is placed at the front of the paper notes, facing out.',
  'Staff must see the original document before they rely on it. A photocopy does not do.',
];

const HARBOUR = `<h1>Harbour Mental Health NHS Trust (fictional)</h1>
<h2>Advance decisions: what staff need to know</h2>
<p>All registered staff are trained in advance decisions every three years.</p>
<p>Anyone unsure whom to ask tells the Mental Capacity Act office, at mca.office@harbour.example.</p>`;
