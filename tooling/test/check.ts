import { exitWith } from '../bootstrap/failure.mjs';
import { runGates } from './gates.ts';

// `npm run check`: everything that can be said of the code without running it.
try {
  const { failed } = await runGates();
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  exitWith(error);
}
