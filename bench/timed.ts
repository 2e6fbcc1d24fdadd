import type { Measured } from './load.js';
import type { QueryCounter } from './queries.js';

/** What one verb took, in the counting process: no network, the database is the same. */
export interface Timed {
  measured: Measured;
  queries: number;
}

/** Does it so many times, one after the other; what the first time costs once is left out where there are several. */
export async function timed(
  counter: QueryCounter,
  times: number,
  work: (index: number) => Promise<unknown>,
): Promise<Timed> {
  const took: number[] = [];
  let queries = 0;
  if (times > 1) await work(0);
  for (let index = 1; index <= times; index += 1) {
    const began = performance.now();
    queries = await counter.countOf(() => work(index));
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0) * 10) / 10;
  const mean = took.reduce((sum, ms) => sum + ms, 0) / took.length;
  return {
    measured: { reqPerSec: Math.round(10_000 / mean) / 10, p50: at(0.5), p99: at(0.99), bytes: 0 },
    queries,
  };
}
