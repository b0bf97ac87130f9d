/**
 * The few parts of Electron the till uses, as an interface. The real module is passed in by `main.ts`; tests pass
 * a fake, because asking plain Node for 'electron' would start downloading its binary.
 */
/** `parent` is null for the page itself, a frame otherwise. */
export type WebFrame = { url: string; parent: unknown };
export type IpcEvent = { senderFrame: WebFrame | null };

export type WebContents = {
  setWindowOpenHandler: (handler: (details: { url: string }) => { action: 'deny' }) => void;
  on: (
    event: 'will-navigate' | 'will-redirect' | 'will-attach-webview' | 'will-frame-navigate',
    listener: (event: { preventDefault: () => void; url?: string }, url?: unknown) => void,
  ) => unknown;
  send: (channel: string, message: unknown) => void;
  session: Session;
};

export type Session = {
  setPermissionRequestHandler: (
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ) => void;
  setPermissionCheckHandler: (handler: () => boolean) => void;
  setDevicePermissionHandler: (handler: () => boolean) => void;
};

export type Window = {
  loadURL: (url: string) => Promise<void>;
  webContents: WebContents;
  isMinimized: () => boolean;
  restore: () => void;
  focus: () => void;
  show: () => void;
  once: (event: 'ready-to-show', listener: () => void) => unknown;
  isDestroyed: () => boolean;
};

export type WindowOptions = {
  show: boolean;
  kiosk: boolean;
  autoHideMenuBar: boolean;
  backgroundColor: string;
  webPreferences: {
    preload: string;
    contextIsolation: true;
    sandbox: true;
    nodeIntegration: false;
    nodeIntegrationInSubFrames: false;
    nodeIntegrationInWorker: false;
    webviewTag: false;
    webSecurity: true;
    allowRunningInsecureContent: false;
    spellcheck: false;
    navigateOnDragDrop: false;
  };
};

export type UtilityProcess = {
  postMessage: (message: unknown) => void;
  on: ((event: 'message', listener: (message: unknown) => void) => unknown) &
    ((event: 'exit', listener: (code: number) => void) => unknown);
  kill: () => boolean;
};

export type ElectronApi = {
  app: {
    requestSingleInstanceLock: () => boolean;
    quit: () => void;
    exit: (code: number) => void;
    /** Starts the program again once it has ended. */
    relaunch: () => void;
    whenReady: () => Promise<unknown>;
    enableSandbox: () => void;
    on: ((event: 'second-instance' | 'window-all-closed' | 'before-quit', listener: () => void) => unknown) &
      ((event: 'web-contents-created', listener: (event: unknown, contents: WebContents) => void) => unknown);
  };
  protocol: {
    registerSchemesAsPrivileged: (
      schemes: { scheme: string; privileges: { standard: boolean; secure: boolean } }[],
    ) => void;
    handle: (scheme: string, handler: (request: { url: string; method: string }) => Response) => void;
  };
  ipcMain: {
    handle: (channel: string, listener: (event: IpcEvent, raw: unknown) => Promise<unknown>) => void;
  };
  openWindow: (options: WindowOptions) => Window;
  forkEngine: (modulePath: string) => UtilityProcess;
};
