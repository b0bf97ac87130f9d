import { randomBytes } from 'node:crypto';

/** Where the page may load from and talk to; everything else is denied. */
export type PagePolicy = {
  /** One per page load: the only inline style sheets are those that carry it. */
  nonce: string;
  /** The address of the bridge's socket; null where the bridge is IPC. */
  connect: string | null;
};

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Headers of every answer that carries the till's page or its files. */
export function securityHeaders({ nonce, connect }: PagePolicy): Record<string, string> {
  const csp = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return {
    'content-security-policy': csp,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  };
}

/** Puts the values the page needs from its host into its head. Values are base64, so need no escaping. */
export function pageWith(html: string, metas: Readonly<Record<string, string>>): string {
  const tags = Object.entries(metas).map(([name, content]) => `<meta name="${name}" content="${content}">`);
  return html.replace('</head>', `${tags.join('')}</head>`);
}
