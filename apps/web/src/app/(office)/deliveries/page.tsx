import { DeliveryListScreen } from '../../../features/deliveries/delivery-list.screen.tsx';

export default function Page() {
  return <DeliveryListScreen />;
}
