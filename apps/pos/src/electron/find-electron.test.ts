import { expect, it } from 'vitest';
import { findElectron } from './find-electron.ts';

const only = (path: string) => (asked: string) => asked === path;

it('prefers the directory given by the environment', () => {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' };
  expect(findElectron(env, '/pkg', 'linux', () => true)).toBe('/opt/electron/electron');
});

it('falls back to the unpacked package, and knows the names of other systems', () => {
  expect(findElectron({}, '/pkg', 'linux', only('/pkg/dist/electron'))).toBe('/pkg/dist/electron');
  expect(findElectron({}, '/pkg', 'win32', only('/pkg/dist/electron.exe'))).toBe('/pkg/dist/electron.exe');
});

it('says there is none instead of fetching one', () => {
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: '/gone' }, '/pkg', 'linux', () => false)).toBeNull();
});
