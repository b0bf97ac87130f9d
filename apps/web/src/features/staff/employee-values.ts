import {
  type Employee,
  type EmployeeInput,
  type EmployeeUpdate,
  MAX_STORES_OF_ONE,
} from '@jowi/contracts/http/staff';
import { zPhone } from '@jowi/contracts/scalar';
import { isWeakPin, PIN_PATTERN } from '@jowi/domain/pin';
import { z } from 'zod';
import { phoneToWire, showPhone } from '../../form/phone-text.ts';

export const PIN_CHOICES = ['generate', 'own', 'none'] as const;
export type PinChoice = (typeof PIN_CHOICES)[number];

/** A PIN as chosen in a form; messages are keys of the catalogue. */
export const zPinValues = z
  .object({ pinChoice: z.enum(PIN_CHOICES), pin: z.string() })
  .superRefine(({ pinChoice, pin }, context) => {
    if (pinChoice !== 'own') return;
    const message = PIN_PATTERN.test(pin) ? (isWeakPin(pin) ? 'staff.pinWeak' : null) : 'staff.pinFormat';
    if (message !== null) context.addIssue({ code: 'custom', path: ['pin'], message });
  });
export type PinValues = z.infer<typeof zPinValues>;

/** What the form holds while it is being filled. */
export const zEmployeeValues = z
  .object({
    name: z.string().trim().min(1, 'form.required').max(200, 'form.tooLong'),
    phone: z
      .string()
      .refine((text) => phoneOf(text) === null || zPhone.safeParse(phoneOf(text)).success, 'form.phone'),
    color: z.number(),
    roleId: z.string().min(1, 'form.required'),
    everywhere: z.boolean(),
    storeIds: z.array(z.string()).max(MAX_STORES_OF_ONE, 'staff.storesMany'),
  })
  .superRefine(({ everywhere, storeIds }, context) => {
    if (!everywhere && storeIds.length === 0)
      context.addIssue({ code: 'custom', path: ['storeIds'], message: 'staff.storesNone' });
  })
  .and(zPinValues);
export type EmployeeValues = z.infer<typeof zEmployeeValues>;

/** `limitedTo`: the stores of the one who adds her, when she has not all of them. */
export function emptyEmployee(
  roleId: string,
  color: number,
  limitedTo: readonly string[] | null,
): EmployeeValues {
  return {
    name: '',
    phone: '',
    color,
    roleId,
    everywhere: limitedTo === null,
    storeIds: limitedTo?.length === 1 ? [...limitedTo] : [],
    pinChoice: 'generate',
    pin: '',
  };
}

export function valuesOf(employee: Employee): EmployeeValues {
  return {
    name: employee.name,
    phone: employee.phone === null ? '' : showPhone(employee.phone),
    color: employee.color,
    roleId: employee.roleId,
    everywhere: employee.storeIds === null,
    storeIds: [...(employee.storeIds ?? [])],
    pinChoice: 'none',
    pin: '',
  };
}

/** Checked values -> the contract's input. */
export function inputOf(values: EmployeeValues): EmployeeInput {
  return { ...fieldsOf(values), pin: pinOf(values) };
}

export function updateOf(values: EmployeeValues, version: number): EmployeeUpdate {
  return { ...fieldsOf(values), version };
}

export function pinOf({ pinChoice, pin }: PinValues): string | null {
  if (pinChoice === 'none') return null;
  return pinChoice === 'own' ? pin : 'generate';
}

/** The contract's path of a problem -> the form's field. */
export function employeeField(path: string): 'name' | 'phone' | 'roleId' | 'storeIds' | 'pin' | null {
  const [first = ''] = path.split('.');
  return first === 'name' ||
    first === 'phone' ||
    first === 'roleId' ||
    first === 'storeIds' ||
    first === 'pin'
    ? first
    : null;
}

function fieldsOf({ name, phone, color, roleId, everywhere, storeIds }: EmployeeValues) {
  return { name: name.trim(), phone: phoneOf(phone), color, roleId, storeIds: everywhere ? null : storeIds };
}

/** Only the prefix is no number. */
function phoneOf(text: string): string | null {
  const phone = phoneToWire(text);
  return phone === '' || '+998'.startsWith(phone) ? null : phone;
}
