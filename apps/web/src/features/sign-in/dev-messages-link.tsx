'use client';

import { Button } from '@jowi/ui/button';
import { MessageSquareText } from 'lucide-react';
import { useWords } from '../../i18n/use-words.ts';
import { useDevMessages } from '../dev-messages/dev-messages.query.ts';

/** Where the demo shows what it would have sent; nothing on a server that really sends. */
export function DevMessagesLink() {
  const { t } = useWords();
  if (!useDevMessages().data) return null;
  return (
    <Button asChild variant="secondary" block>
      <a href="/dev/messages" target="_blank" rel="noreferrer">
        <MessageSquareText size={16} aria-hidden="true" />
        {t('register.code.devMessages')}
      </a>
    </Button>
  );
}
