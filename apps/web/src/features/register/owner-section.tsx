'use client';

import { Notice } from '@jowi/ui/notice';
import { TextField } from '@jowi/ui/text-field';
import { useFormContext } from 'react-hook-form';
import { PasswordField } from '../../form/password-field.tsx';
import { showPhone } from '../../form/phone-text.ts';
import { useFieldText } from '../../form/use-field-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Account, BusinessValues } from './business-values.ts';
import { Section } from './section.tsx';

/** Who owns it: a new account, the one this phone has already, or the one that is signed in. */
export function OwnerSection({ account, phone }: { account: Account; phone: string }) {
  const { t } = useWords();
  const fieldText = useFieldText();
  const form = useFormContext<BusinessValues>();
  const { errors } = form.formState;
  return (
    <Section title={t('register.business.sectionOwner')}>
      <TextField
        {...form.register('ownerName')}
        label={t('register.business.ownerName')}
        error={fieldText(errors.ownerName)}
        autoComplete="name"
      />
      {/* For the password manager: which name the password belongs to. */}
      <input type="text" name="username" autoComplete="username" value={phone} readOnly hidden />
      {account === 'signed-in' ? (
        <Notice tone="info">{t('register.business.signedIn')}</Notice>
      ) : (
        <PasswordField
          {...form.register('password')}
          label={t(account === 'new' ? 'register.business.newPassword' : 'register.business.password')}
          help={
            account === 'new'
              ? t('register.business.newPasswordHelp')
              : t('register.business.passwordHelp', { phone: showPhone(phone) })
          }
          error={fieldText(errors.password)}
          autoComplete={account === 'new' ? 'new-password' : 'current-password'}
        />
      )}
    </Section>
  );
}
