import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { LandingScreen } from '../../features/landing/landing.screen.tsx';
import { hasSessionCookie } from '../../session/session-cookie.ts';

/** The one page that search engines may show. */
export const metadata: Metadata = { robots: { index: true, follow: true } };

export default async function Page() {
  const jar = await cookies();
  return <LandingScreen signedIn={hasSessionCookie((name) => jar.has(name))} />;
}
