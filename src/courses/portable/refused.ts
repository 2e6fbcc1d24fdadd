/** What was given cannot be read as a course, or cannot be written. The message says why and what to do; nothing was changed. */
export class CourseFilesRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CourseFilesRefused';
  }
}
