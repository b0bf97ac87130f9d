import type { ReactNode } from 'react';
import { OfficeShell } from '../../shell/office-shell.tsx';

export default function OfficeLayout({ children }: { children: ReactNode }) {
  return <OfficeShell>{children}</OfficeShell>;
}
