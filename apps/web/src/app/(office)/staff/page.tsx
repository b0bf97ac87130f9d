import { StaffListScreen } from '../../../features/staff/staff-list.screen.tsx';

export default function Page() {
  return <StaffListScreen />;
}
