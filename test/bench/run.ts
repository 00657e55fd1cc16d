import { cpus, totalmem } from 'node:os';
import { benchAudit } from './audit.ts';
import { benchBundles } from './bundles.ts';
import { benchPage } from './page.ts';
import { benchPath } from './path.ts';
import { benchReading } from './reading.ts';
import { benchReview } from './review.ts';

/** Everything that is measured, with the machine and the date. Nothing here can fail a test. */
const started = new Date().toISOString().slice(0, 10);
console.log(
  `${started}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
for (const bench of [benchReading, benchPath, benchReview, benchPage, benchBundles, benchAudit])
  for (const line of await bench()) console.log(line);
process.exit(0);
