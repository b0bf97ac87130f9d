import { DeliveryCreateScreen } from '../../../../features/deliveries/delivery-create.screen.tsx';

export default function Page() {
  return <DeliveryCreateScreen />;
}
