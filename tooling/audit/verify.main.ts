import { join } from 'node:path';
import { asFailure, exitWith } from '../bootstrap/failure.mjs';
import { exitOnSignals } from '../bootstrap/run-quietly.mjs';
import { repositoryRoot } from '../repository-root.ts';
import { withAuditPlace } from './audit-place.ts';
import { reportLines } from './report-lines.ts';
import { verifyDatabase } from './verify-database.ts';

// `npm run audit:verify`: walks the audit logs of every business against keys and anchors; ends with 1 on damage.
exitOnSignals();
try {
  const dataDir = join(repositoryRoot, '.data');
  const report = await withAuditPlace(process.env, dataDir, verifyDatabase);
  for (const line of reportLines(report)) console.log(line);
  process.exitCode = report.isWhole ? 0 : 1;
} catch (error) {
  exitWith(asFailure(error));
}
