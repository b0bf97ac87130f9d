import { RoleListScreen } from '../../../features/roles/role-list.screen.tsx';

export default function Page() {
  return <RoleListScreen />;
}
