import { RoleScreen } from '../../../../features/roles/role.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RoleScreen id={(await params).id} />;
}
