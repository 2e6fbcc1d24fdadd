const BELONGS = /^(course\.md|sources\.yaml|(lessons|questions)(\/(?!\.)[^/\\]+)*\/(?!\.)[^/\\]+\.md)$/;

/** Whether a course has a file of this name: anything else is left out, and never written. */
export function belongsToCourse(name: string): boolean {
  return BELONGS.test(name);
}
