/** The two IPC channels there are; everything else is decided by the bridge's own schemas. */
export const REQUEST_CHANNEL = 'till:request';
export const EVENT_CHANNEL = 'till:event';

export const APP_SCHEME = 'jowi-till';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
export const APP_URL = `${APP_ORIGIN}/`;
