// Runs in threads of its own, so that setting a sheet holds up no page. It imports no neighbour: so it runs as it stands,
// built or not.
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { workerData } from 'piscina';

/** Typst remembers what it laid out; forgetting what the last sheet had no use for keeps its memory flat and costs nothing measurable. */
const FORGET_OLDER_THAN = 1;

type Set = { pdf: Uint8Array } | { refused: string };

const { folder, fonts } = workerData as { folder: string; fonts: string };
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts] }] });

/** Sets one document; answers the bytes of its PDF, or why Typst cannot set it. `at` is in milliseconds since 1970. */
export default function typeset({ template, data, at }: { template: string; data: string; at: number }): Set {
  compiler.evictCache(FORGET_OLDER_THAN);
  try {
    const pdf = compiler.pdf(
      { mainFilePath: path.join(folder, template), inputs: { data } },
      { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: Math.floor(at / 1000) },
    );
    return { pdf };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}
