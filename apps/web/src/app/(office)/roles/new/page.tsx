import { RoleCreateScreen } from '../../../../features/roles/role-create.screen.tsx';

export default function Page() {
  return <RoleCreateScreen />;
}
