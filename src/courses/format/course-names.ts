import { formatOf } from '../media/media-kinds.rules.js';

const BELONGS = /^(course\.md|sources\.yaml|media\.yaml|(lessons|questions)(\/(?!\.)[^/\\]+)*\/(?!\.)[^/\\]+\.md)$/;

/** Whether a course has a text of this name: anything else but media is left out, and never written. */
export function belongsToCourse(name: string): boolean {
  return BELONGS.test(name);
}

const FOLDER = 'media/';

/** The name that a medium goes by in media.yaml; undefined for what is none. */
export function mediumNamed(name: string): string | undefined {
  const file = name.startsWith(FOLDER) ? name.slice(FOLDER.length) : '';
  return formatOf(file) ? file : undefined;
}

/** Where a medium lies in the folder of its course. */
export const placeOfMedium = (file: string): string => `${FOLDER}${file}`;
