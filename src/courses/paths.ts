/** Addresses of reviewing a version of a course. The courses' own pages belong to learning. */
export const coursesPaths = {
  reviews: (slug: string, version: number) => `/courses/${slug}/versions/${String(version)}/reviews`,
};
