import { RegisterScreen } from '../../features/register/register.screen.tsx';

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ step?: string | string[] }>;
}) {
  const { step } = await searchParams;
  return <RegisterScreen wanted={typeof step === 'string' ? step : null} />;
}
