import type { Migration } from '../migrate.ts';
import { initial } from './0001-initial.ts';
import { rightsAndApprovals } from './0002-rights-and-approvals.ts';
import { shiftReportsOnPaper } from './0003-shift-reports-on-paper.ts';
import { statements } from './0004-statements.ts';

/** In order; a new step is added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  rightsAndApprovals,
  shiftReportsOnPaper,
  statements,
];
