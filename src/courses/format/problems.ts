/** Something in a course's files that has to be put right. */
export interface CourseProblem {
  /** Relative to the course's folder. */
  file: string;
  line: number;
  message: string;
}

/** Gathers what is wrong, so that an author sees all of it at once. */
export class Problems {
  private readonly found: CourseProblem[] = [];

  add(file: string, line: number, message: string): void {
    this.found.push({ file, line, message });
  }

  get all(): readonly CourseProblem[] {
    return [...this.found].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  }
}

/** A problem as one line: `lessons/01-what.md:12: …`. */
export function problemInWords({ file, line, message }: CourseProblem): string {
  return `${file}:${String(line)}: ${message}`;
}
