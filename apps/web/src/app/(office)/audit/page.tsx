import { AuditListScreen } from '../../../features/audit/audit-list.screen.tsx';

export default function Page() {
  return <AuditListScreen />;
}
