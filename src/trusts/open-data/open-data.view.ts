import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import { definePage } from '../../platform/views/page.js';
import { trustsPaths } from '../paths.js';
import { DIRECTORY, fileName, OURS } from './data-package.rules.js';
import type { OpenDataRelease } from './open-data-files.js';
import { resources } from './resources.rules.js';

export interface OpenDataView {
  title: string;
  revision: string;
  madeOn: string;
  packageHref: string;
  licences: { title: string; href: string }[];
  tables: {
    title: string;
    description: string;
    downloads: { text: string; href: string }[];
    fields: { name: string; type: string; description: string }[];
  }[];
}

export const openDataPage = definePage<OpenDataView>('trusts/open-data');

export function openDataView(
  release: OpenDataRelease,
  descriptor: { resources: { path: string; bytes: number }[] },
): OpenDataView {
  const size = (file: string) => descriptor.resources.find((resource) => resource.path === file)?.bytes ?? 0;
  return {
    title: 'Open data',
    revision: release.revision,
    madeOn: dateInWords(londonDate(release.made)),
    packageHref: trustsPaths.openDataFile('datapackage.json'),
    licences: [OURS, DIRECTORY].map(({ title, path }) => ({ title, href: path })),
    tables: resources.map(({ name, title, description, fields }) => ({
      title,
      description,
      downloads: (['csv', 'json'] as const).map((format) => ({
        text: `${fileName(name, format)} (${inWords(size(fileName(name, format)))})`,
        href: trustsPaths.openDataFile(fileName(name, format)),
      })),
      fields: fields.map((field) => ({ name: field.name, type: field.type, description: field.description })),
    })),
  };
}

function inWords(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`;
  return bytes < 1_000_000 ? `${String(Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
