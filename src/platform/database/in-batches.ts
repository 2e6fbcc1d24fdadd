/** Reads so many rows at once, each time those after the `last` one, until there are no more: any number of them needs little memory. */
export async function* inBatches<Row>(
  size: number,
  read: (last: Row | null, size: number) => Promise<Row[]>,
): AsyncGenerator<Row[], void> {
  for (let last: Row | null = null; ;) {
    const rows: Row[] = await read(last, size);
    yield rows;
    last = rows.at(-1) ?? null;
    if (rows.length < size) return;
  }
}
