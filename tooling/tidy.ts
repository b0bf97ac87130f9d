import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCatalogues } from './tidy/catalogues.ts';
import { fileRules, longFilesAllowed, type SourceFile } from './tidy/rules.ts';

// The style that neither formatter nor compiler checks, as a test over every file git knows or would add.
const root = join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const files: SourceFile[] = listed
  .split('\n')
  .filter((path) => /\.(ts|tsx|mts|mjs|cjs|js|css|sql|md|json|yaml|yml|html|prisma)$/.test(path))
  .filter((path) => path !== 'pnpm-lock.yaml' && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const findings = [
  ...files.flatMap((file) => fileRules.flatMap((rule) => rule(file))),
  ...compareCatalogues(files),
];
for (const path of Object.keys(longFilesAllowed)) {
  if (!files.some((file) => file.path === path)) {
    findings.push({ path, line: 0, rule: 'length', message: 'is allowed to be long and is not there' });
  }
}
for (const { path, line, rule, message } of findings) {
  console.error(`${path}${line > 0 ? `:${line}` : ''}  ${rule}: ${message}`);
}
console.log(findings.length === 0 ? `tidy: ${files.length} files` : `tidy: ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
