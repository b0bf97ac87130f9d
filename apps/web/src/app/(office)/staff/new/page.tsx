import { EmployeeCreateScreen } from '../../../../features/staff/employee-create.screen.tsx';

export default function Page() {
  return <EmployeeCreateScreen />;
}
