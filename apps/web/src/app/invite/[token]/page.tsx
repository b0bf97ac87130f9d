import type { Metadata } from 'next';
import { InviteScreen } from '../../../features/invite/invite.screen.tsx';

/** The address is a secret: it goes to nobody by way of a link from here. */
export const metadata: Metadata = { referrer: 'no-referrer', robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  return <InviteScreen token={(await params).token} />;
}
