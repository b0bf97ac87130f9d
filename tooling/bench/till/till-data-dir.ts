import { join } from 'node:path';
import { repositoryRoot } from '../../repository-root.ts';

/** On the disk the shop's own data are on, not in memory: what is measured is the disk. */
export const tillDataDir = join(repositoryRoot, '.data/bench/tills');
