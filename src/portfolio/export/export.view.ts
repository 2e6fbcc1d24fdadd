import { dateInWords } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { portfolioPaths } from '../paths.js';
import type { Period } from '../registers/register.types.js';
import { type SectionLink, sections } from '../sections.view.js';
import { type Audience, audiences } from './export.types.js';

const names: Record<Audience, string> = {
  nmc: 'NMC revalidation',
  gmc: 'A doctor’s CPD year',
  rcp: 'A doctor’s CPD year, in credits of the Royal College of Physicians',
  hcpc: 'HCPC',
  all: 'Everything',
};

export interface ExportView {
  title: string;
  sections: SectionLink[];
  audiences: { value: Audience; text: string; hint: string }[];
  chosen: Audience;
  pdfAction: string;
  activitiesAction: string;
  reflectionsAction: string;
  evidenceAction: string;
}
export const exportPage = definePage<ExportView>('portfolio/export');

export function exportView(chosen: Audience, periods: Record<Audience, Period | null>): ExportView {
  return {
    title: 'Take it with you',
    sections: sections('export'),
    audiences: audiences.map((value) => {
      const period = periods[value];
      return {
        value,
        text: names[value],
        hint:
          period === null ? 'All entries, and drafts too' : `${dateInWords(period.from)} to ${dateInWords(period.to)}`,
      };
    }),
    chosen,
    pdfAction: portfolioPaths.exportPdf(),
    activitiesAction: portfolioPaths.exportActivities(),
    reflectionsAction: portfolioPaths.exportReflections(),
    evidenceAction: portfolioPaths.exportEvidence(),
  };
}
