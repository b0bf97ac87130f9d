import { spawn } from 'node:child_process';
import { seconds } from '../bootstrap/progress.mjs';
import { toolEnvironment } from '../bootstrap/tools.mjs';
import { repositoryRoot } from '../repository-root.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Every static gate is a script of package.json with the same name. */
const gates = ['typecheck', 'style', 'boundaries', 'unused', 'tidy'];

/** Runs the gates, two at a time, and prints what a failing one said. */
export async function runGates(): Promise<Tally> {
  const queue = [...gates];
  let passed = 0;
  // Several gates read the generated code, two of them at once: it is there before the first begins.
  const generated = await runScript('generate');
  if (!generated.ok) console.log(generated.output.trim().replaceAll(/^/gm, '      '));
  const lane = async () => {
    for (let gate = queue.shift(); gate !== undefined; gate = queue.shift()) {
      const started = performance.now();
      const { ok, output } = await runScript(gate);
      if (ok) passed++;
      console.log(`    ${ok ? 'ok    ' : 'FAILED'} ${gate} (${seconds(started)})`);
      if (!ok) console.log(output.trim().replaceAll(/^/gm, '      '));
    }
  };
  await Promise.all([lane(), lane()]);
  return { passed, failed: gates.length - passed };
}

function runScript(name: string): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('pnpm', ['--silent', 'run', name], {
      cwd: repositoryRoot,
      env: { ...toolEnvironment(repositoryRoot), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}
