import type { RegistrationState } from '@jowi/contracts/http/registration';

export type Step = RegistrationState['step'];

/**
 * Which step to show: the one the address asks for when the registration is that far, where it stands otherwise. One can
 * always go back to the phone; a code that was used up is not asked for again.
 */
export function shownStep(wanted: string | null, standing: Step): Step {
  if (wanted === 'phone') return 'phone';
  return standing;
}

export const stepPath = (step: Step) => `/register?step=${step}`;
