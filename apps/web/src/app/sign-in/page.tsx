import { SignInScreen } from '../../features/sign-in/sign-in.screen.tsx';

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  return <SignInScreen from={typeof from === 'string' ? from : null} />;
}
