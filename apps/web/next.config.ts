import { join } from 'node:path';
import type { NextConfig } from 'next';

/** Headers that do not change from page to page; the CSP with its nonce is set in src/proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(self), payment=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  transpilePackages: ['@jowi/ui', '@jowi/contracts', '@jowi/devices', '@jowi/domain', '@jowi/i18n'],
  turbopack: { root: join(import.meta.dirname, '../..') },
  devIndicators: false,
  // types are checked by `npm run check`; the build of a first start need not do it again
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // a catalogue of 10 MB passes through the proxy whole
    proxyClientMaxBodySize: '12mb',
  },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
