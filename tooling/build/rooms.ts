/** What has to be built before it runs, from what, into what. */
export interface BuiltRoom {
  readonly name: string;
  readonly packageName: string;
  /** Directories and files whose content decides whether a build is due. */
  readonly inputs: readonly string[];
  /** Removed together with the stamp in it, so that a half build never passes for a whole one. */
  readonly output: string;
}

export const apiRoom: BuiltRoom = {
  name: 'api',
  packageName: '@jowi/api',
  inputs: ['apps/api/src', 'apps/api/prisma/schema.prisma', 'apps/api/package.json', 'apps/api/.swcrc'],
  output: 'apps/api/dist',
};

export const webRoom: BuiltRoom = {
  name: 'web',
  packageName: '@jowi/web',
  inputs: [
    'apps/web/src',
    'apps/web/public',
    'apps/web/package.json',
    'apps/web/next.config.ts',
    'apps/web/postcss.config.mjs',
    'apps/web/tsconfig.json',
    'packages/ui/src',
    'packages/i18n/src',
    'packages/contracts/src',
    // for the preview of a receipt
    'packages/devices/src/printer',
    'packages/domain/src',
  ],
  output: 'apps/web/.next',
};

export const posRoom: BuiltRoom = {
  name: 'pos',
  packageName: '@jowi/pos',
  inputs: [
    'apps/pos/src',
    'apps/pos/package.json',
    'apps/pos/vite.config.ts',
    'packages/ui/src',
    'packages/i18n/src',
    'packages/contracts/src',
    'packages/domain/src',
  ],
  output: 'apps/pos/dist',
};
