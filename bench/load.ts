import autocannon from 'autocannon';

export interface Measured {
  reqPerSec: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Of one whole answer's body, before compression. */
  bytes: number;
}

export interface Request {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const CONNECTIONS = 8;

/** Asks for so many seconds; each request is the next of the list, over and over. Throws when an answer is not as expected. */
export function measureFor(
  seconds: number,
  url: string,
  requests: readonly Request[],
  expected: number,
  connections = CONNECTIONS,
): Promise<Measured> {
  return measure(url, requests, expected, { duration: seconds, connections });
}

/** Asks every request once. */
export function measureOnce(
  url: string,
  requests: readonly Request[],
  expected: number,
  connections = CONNECTIONS,
): Promise<Measured> {
  return measure(url, requests, expected, { amount: requests.length, connections });
}

async function measure(
  url: string,
  requests: readonly Request[],
  expected: number,
  bounds: ({ duration: number } | { amount: number }) & { connections: number },
): Promise<Measured> {
  let next = 0;
  const unexpected = new Map<number, number>();
  const result = await autocannon({
    url,
    ...bounds,
    requests: [
      {
        setupRequest: (template) => ({ ...template, ...requests[next++ % requests.length] }),
        onResponse: (status) => {
          if (status !== expected) unexpected.set(status, (unexpected.get(status) ?? 0) + 1);
        },
      },
    ],
  });
  if (result.errors > 0 || unexpected.size > 0) {
    const answers = [...unexpected].map(([status, times]) => `${String(status)} ${String(times)} times`).join(', ');
    throw new Error(
      `${requests[0]?.path ?? ''} answered ${answers}, expected ${String(expected)}; errors: ${String(result.errors)}`,
    );
  }
  const answered = result.requests.total;
  return {
    reqPerSec: Math.round((answered / result.duration) * 10) / 10,
    p50: result.latency.p50,
    p99: result.latency.p99,
    bytes: await bodyBytes(url, requests),
  };
}

async function bodyBytes(url: string, requests: readonly Request[]): Promise<number> {
  const [first] = requests;
  // What was sent by POST is not sent twice: its answer is a redirect.
  if (!first || first.method === 'POST') return 0;
  const answer = await fetch(url + first.path, { headers: { ...first.headers, 'accept-encoding': 'identity' } });
  return (await answer.arrayBuffer()).byteLength;
}
