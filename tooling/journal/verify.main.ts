import { parseArgs } from 'node:util';
import { readKeyOrFingerprint } from '@jowi/sync/key-fingerprint';
import { verdictLines } from './verdict-lines.ts';
import { verifyFile } from './verify-file.ts';

const USAGE = `npm run journal:verify -- FILE [--key KEY]...

Checks the exported journal of a till with nothing but the file: hashes, signatures, links, gaps, receipt numbers, every
closed shift against its sales, and that the file is whole. KEY is the till's public key, or its fingerprint as the
till shows it; several for a till that was paired with several.

Ends with 0 when the journal is sound, 1 when it is broken, 2 when it cannot be checked.`;

const UNUSABLE = 2;

try {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string', multiple: true }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (values.help || file === undefined || others.length > 0) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : UNUSABLE;
  } else {
    const keys = (values.key ?? []).map((text) => {
      const key = readKeyOrFingerprint(text);
      if (key === null) throw new Error(`--key ${text} is neither a public key nor a fingerprint`);
      return key;
    });
    const verdict = await verifyFile(file, keys);
    for (const line of verdictLines(verdict)) console.log(line);
    process.exitCode = verdict.isSound ? 0 : 1;
  }
} catch (error) {
  console.error(`Cannot be checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = UNUSABLE;
}
