import { join } from 'node:path';

const BINARIES: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * The binary of Electron: under ELECTRON_OVERRIDE_DIST_PATH, else where its package unpacks it. Null = none. Looks
 * only: importing the package 'electron' from plain Node would start a download.
 */
export function findElectron(
  env: Readonly<Record<string, string | undefined>>,
  packageDir: string,
  platform: string,
  exists: (path: string) => boolean,
): string | null {
  const name = BINARIES[platform] ?? 'electron';
  const places = [env.ELECTRON_OVERRIDE_DIST_PATH, join(packageDir, 'dist')];
  for (const place of places) {
    if (place && exists(join(place, name))) return join(place, name);
  }
  return null;
}
