import { StoreListScreen } from '../../../../features/settings/store-list.screen.tsx';

export default function Page() {
  return <StoreListScreen />;
}
