import { SettingsHistoryScreen } from '../../../../features/settings/settings-history.screen.tsx';

export default function Page() {
  return <SettingsHistoryScreen />;
}
