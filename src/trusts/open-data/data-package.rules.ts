import { type Resource, resources, type ResourceName } from './resources.rules.js';

/** What is known of a file once it is written. */
export interface WrittenFile {
  resource: ResourceName;
  format: 'csv' | 'json';
  bytes: number;
  sha256: string;
}

export const OURS = {
  name: 'CC-BY-4.0',
  path: 'https://creativecommons.org/licenses/by/4.0/',
  title: 'Creative Commons Attribution 4.0 (our coding, paraphrases and links)',
} as const;
export const DIRECTORY = {
  name: 'OGL-UK-3.0',
  path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  title:
    'Open Government Licence v3.0 (organisations: NHS Organisation Data Service and Office for National Statistics)',
} as const;

export const fileName = (resource: ResourceName, format: 'csv' | 'json'): string => `${resource}.${format}`;

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const;

/**
 * The descriptor of a Frictionless data package (specs.frictionlessdata.io/data-package), every table as CSV and as JSON.
 * @param made when what it holds last changed
 */
export function dataPackage(files: readonly WrittenFile[], revision: string, made: Date, provider: string): object {
  return {
    profile: 'data-package',
    name: 'beforehand-open-data',
    title: 'What NHS policies say about advance decisions',
    description: `Compiled by ${provider} from public sources and answers under the Freedom of Information Acts. Every fact names its source and how good it is; what is not in it is not known.`,
    version: revision,
    created: made.toISOString(),
    licenses: [OURS, DIRECTORY],
    contributors: [{ title: provider, role: 'publisher' }],
    resources: files.map(({ resource, format, bytes, sha256 }) => {
      const { title, description, fields, primaryKey, foreignKeys } = describe(resource);
      const suffix = format === 'csv' ? '' : '-json';
      return {
        profile: 'tabular-data-resource',
        name: `${resource}${suffix}`,
        title,
        description,
        path: fileName(resource, format),
        format,
        mediatype: mediaTypes[format],
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${sha256}`,
        licenses: [resource === 'organisations' ? DIRECTORY : OURS],
        schema: {
          fields,
          primaryKey,
          missingValues: [''],
          ...(foreignKeys.length === 0 ? {} : { foreignKeys: foreignKeys.map((key) => leading(key, suffix)) }),
        },
      };
    }),
  };
}

/** A table as CSV refers to tables as CSV, one as JSON to those as JSON. */
function leading({ fields, reference }: Resource['foreignKeys'][number], suffix: string) {
  return { fields, reference: { ...reference, resource: `${reference.resource}${suffix}` } };
}

function describe(name: ResourceName) {
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`There is no table ${name}`);
  return found;
}
