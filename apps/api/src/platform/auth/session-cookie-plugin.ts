import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { z } from 'zod';

/**
 * The session's cookie, signed as Better Auth signs it, for sessions that Better Auth did not open itself: after a second
 * factor, by a one-time code, by a passkey, or with a token that has just been changed. No route leads here.
 */
export const sessionCookie = {
  id: 'jowi-session-cookie',
  endpoints: {
    readSessionToken: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
      const { name } = ctx.context.authCookies.sessionToken;
      const token = await ctx.getSignedCookie(name, ctx.context.secret);
      return { token: token || null };
    }),
    writeSessionToken: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        // null: the cookie ends with the browser
        body: z.object({ token: z.string(), maxAgeSeconds: z.number().int().nullable() }),
      },
      async (ctx) => {
        const { name, attributes } = ctx.context.authCookies.sessionToken;
        const { maxAge: _, ...rest } = attributes;
        const { token, maxAgeSeconds } = ctx.body;
        await ctx.setSignedCookie(name, token, ctx.context.secret, {
          ...rest,
          ...(maxAgeSeconds !== null && { maxAge: maxAgeSeconds }),
        });
        return null;
      },
    ),
  },
} satisfies BetterAuthPlugin;
