import { config } from 'zod';
import { hostValue } from './host/host-value.ts';

/**
 * Must be imported first. zod would try to compile its checks with eval, which the page's policy forbids and would
 * report; the style sheets that the primitive library adds at run time need this load's nonce.
 */
config({ jitless: true });
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = hostValue('jowi-nonce');
