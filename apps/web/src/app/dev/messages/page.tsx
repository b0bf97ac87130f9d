import { DevMessagesScreen } from '../../../features/dev-messages/dev-messages.screen.tsx';

export default function Page() {
  return <DevMessagesScreen />;
}
