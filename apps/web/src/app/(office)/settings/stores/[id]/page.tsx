import { StoreScreen } from '../../../../../features/settings/store.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <StoreScreen id={id} />;
}
