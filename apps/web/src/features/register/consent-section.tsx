'use client';

import { Checkbox } from '@jowi/ui/checkbox';
import { CircleAlert } from 'lucide-react';
import { Controller, useFormContext } from 'react-hook-form';
import { ConsentLabel } from '../../form/consent-label.tsx';
import { useFieldText } from '../../form/use-field-text.ts';
import type { BusinessValues } from './business-values.ts';

const consents = [
  { name: 'consentData', text: 'register.business.consentData', href: '/legal/personal-data' },
  { name: 'consentOffer', text: 'register.business.consentOffer', href: '/legal/offer' },
] as const;

/** What one agrees to, each with its text a click away. */
export function ConsentSection() {
  const fieldText = useFieldText();
  const form = useFormContext<BusinessValues>();
  return (
    <div className="space-y-3 px-1">
      {consents.map(({ name, text, href }) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field, fieldState: { error } }) => (
            <div>
              <Checkbox
                name={name}
                checked={field.value}
                onCheckedChange={field.onChange}
                label={<ConsentLabel text={text} href={href} />}
              />
              {error ? (
                <p role="alert" className="mt-1 ml-7.5 flex items-start gap-1.5 text-sm text-danger-ink">
                  <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
                  {fieldText(error)}
                </p>
              ) : null}
            </div>
          )}
        />
      ))}
    </div>
  );
}
