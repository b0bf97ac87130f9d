import { BusinessSettingsScreen } from '../../../features/settings/business-settings.screen.tsx';

export default function Page() {
  return <BusinessSettingsScreen />;
}
