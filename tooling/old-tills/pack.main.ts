import { statSync } from 'node:fs';
import { exitWith, Failure } from '../bootstrap/failure.mjs';
import { fixturePath } from './manifest.ts';
import { packTill } from './pack.ts';

// `npm run pack-till -- <commit>`: before WIRE_VERSION is raised, so that the server is tested with the tills in the shops.
try {
  const [, , revision] = process.argv;
  if (!revision) throw new Failure('`npm run pack-till -- <commit>` takes the commit whose till is packed.');
  const { wire, commit } = await packTill(revision);
  const kilobytes = Math.ceil(statSync(fixturePath(wire)).size / 1024);
  console.log(`Packed the till of wire ${wire}, commit ${commit.slice(0, 12)}: ${kilobytes} KB`);
} catch (error) {
  exitWith(error);
}
