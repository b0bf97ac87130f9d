'use client';

import { Trans } from 'react-i18next';
import { useWords } from '../i18n/use-words.ts';

/** What one agrees to, with its text a click away. `text` has the link in `<1>`. */
export function ConsentLabel({
  text,
  href,
}: {
  text: 'register.business.consentData' | 'register.business.consentOffer';
  href: string;
}) {
  const { t } = useWords();
  const link = (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="font-medium text-primary-ink underline underline-offset-2"
    >
      {' '}
    </a>
  );
  return <Trans t={t} i18nKey={text} components={{ 1: link }} />;
}
