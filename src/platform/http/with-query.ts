/** What is asked of an address; null, left out or '' is not asked. */
export type Query = Record<string, string | number | null | undefined>;

/** The address with what is asked of it. */
export function withQuery(path: string, query: Query): string {
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`;
}
