import { DeliveryScreen } from '../../../../features/deliveries/delivery.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DeliveryScreen id={id} />;
}
