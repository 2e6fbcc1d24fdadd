// Unpacks the Chromium that ships as a package into TMPDIR. A process of its own, because Jest gives tests a copy of the
// environment, and the package asks the system where to put its files.
import path from 'node:path';
import { inflate } from '@sparticuz/chromium';

const shipped = path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin');
for (const file of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(path.join(shipped, file));
