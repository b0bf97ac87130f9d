import { ApprovalListScreen } from '../../../features/approvals/approval-list.screen.tsx';

export default function Page() {
  return <ApprovalListScreen />;
}
