import { SecurityScreen } from '../../../features/security/security.screen.tsx';

export default function Page() {
  return <SecurityScreen />;
}
