'use client';

import type { Me } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@jowi/ui/dropdown-menu';
import { Skeleton } from '@jowi/ui/skeleton';
import { useToast } from '@jowi/ui/toast';
import { ChevronsUpDown } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useProblemText } from '../api/problem-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { SECOND_FACTOR_PATH } from '../session/return-path.ts';
import { useBusinesses, useChooseBusiness } from '../session/session.query.ts';

/** For one who works in several businesses: from one to another, to its first page. */
export function BusinessSwitch({ me }: { me: Me }) {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const problemText = useProblemText();
  const [open, setOpen] = useState(false);
  const businesses = useBusinesses(open);
  const choose = useChooseBusiness();

  const go = (tenantId: string) => {
    if (tenantId === me.tenantId) return;
    choose.mutate(
      { tenantId },
      {
        onSuccess: (answer) => router.replace(answer.step === 'done' ? '/' : SECOND_FACTOR_PATH),
        onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
      },
    );
  };

  return (
    <DropdownMenu open={open} onOpenChange={setOpen}>
      <DropdownMenuTrigger>
        <Button
          variant="ghost"
          className="min-w-0 shrink px-2"
          busy={choose.isPending}
          aria-label={`${me.businessName}. ${t('business.switch')}`}
        >
          <span className="truncate font-semibold text-ink">{me.businessName}</span>
          <ChevronsUpDown size={16} aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-w-[calc(100vw-2rem)]">
        <DropdownMenuLabel>{t('business.title')}</DropdownMenuLabel>
        {businesses.data ? (
          <DropdownMenuRadioGroup value={me.tenantId} onValueChange={go}>
            {businesses.data.map(({ tenantId, name, roleKind, roleName }) => (
              <DropdownMenuRadioItem key={tenantId} value={tenantId} className="h-auto min-h-9 py-1.5">
                <span className="min-w-0">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block text-xs text-ink-faint">
                    {roleName ?? t(`common:role.${roleKind}`)}
                  </span>
                </span>
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        ) : businesses.isError ? (
          <p className="px-2.5 py-2 text-sm text-danger-ink">{problemText(businesses.error)}</p>
        ) : (
          <Skeleton className="m-2 h-8 w-44" />
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
