import { SecondFactorScreen } from '../../features/security/second-factor.screen.tsx';

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  return <SecondFactorScreen from={typeof from === 'string' ? from : null} />;
}
