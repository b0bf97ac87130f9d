import { TodayScreen } from '../../features/today/today.screen.tsx';

export default function Page() {
  return <TodayScreen />;
}
