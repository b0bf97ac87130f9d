import { cookies } from 'next/headers';
import { LandingScreen } from '../../features/landing/landing.screen.tsx';
import { hasSessionCookie } from '../../session/session-cookie.ts';

export default async function Page() {
  const jar = await cookies();
  return <LandingScreen signedIn={hasSessionCookie((name) => jar.has(name))} />;
}
