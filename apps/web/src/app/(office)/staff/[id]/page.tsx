import { EmployeeScreen } from '../../../../features/staff/employee.screen.tsx';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <EmployeeScreen id={(await params).id} />;
}
