import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, ipcMain, protocol, utilityProcess } from 'electron';
import { loadStaticFiles } from '../host/static-files.ts';
import type { ElectronApi, UtilityProcess, Window } from './electron-api.ts';
import { runApp } from './run-app.ts';

/** The only file of the main process that touches Electron; everything it does is in `run-app.ts`. */
const here = dirname(fileURLToPath(import.meta.url));

const electron: ElectronApi = {
  app: app as unknown as ElectronApi['app'],
  protocol: protocol as unknown as ElectronApi['protocol'],
  ipcMain: ipcMain as unknown as ElectronApi['ipcMain'],
  openWindow: (options) => new BrowserWindow(options) as unknown as Window,
  forkEngine: (modulePath) =>
    utilityProcess.fork(modulePath, [], { serviceName: 'JOWi Shop till' }) as unknown as UtilityProcess,
};

// Not awaited: Electron is ready only after this module has run to its end.
void runApp(
  electron,
  () => loadStaticFiles(join(here, '../renderer')),
  { preload: join(here, 'preload.cjs'), engine: join(here, 'engine-process.js') },
  process.env.TILL_KIOSK === '1',
);
