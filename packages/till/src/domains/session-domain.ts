import { answer } from '../result.ts';
import { employeeView } from '../store/employee.store.ts';
import type { SessionDomain } from '../till.ts';
import type { TillContext } from '../till-context.ts';
import { signIn, signOut } from '../use-cases/sign-in.usecase.ts';

export function sessionDomain(till: TillContext): SessionDomain {
  return {
    employees: () => answer(till.log, () => till.employees.list().map(employeeView)),
    signIn: ({ employeeId, pin }) =>
      answer(till.log, async () => ({ employee: await signIn(till, employeeId, pin) })),
    signOut: () =>
      answer(till.log, () => {
        signOut(till);
        return null;
      }),
    current: () => answer(till.log, () => till.session.current),
  };
}
