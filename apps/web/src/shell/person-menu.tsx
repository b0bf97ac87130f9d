'use client';

import type { Me } from '@jowi/contracts/http/auth';
import { Button } from '@jowi/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@jowi/ui/dropdown-menu';
import { useToast } from '@jowi/ui/toast';
import { LogOut, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useProblemText } from '../api/problem-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { useSignOut } from '../session/session.query.ts';

export function PersonMenu({ me }: { me: Me | undefined }) {
  const { t } = useWords();
  const router = useRouter();
  const toast = useToast();
  const problemText = useProblemText();
  const signOut = useSignOut();
  const initials = me?.name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button variant="ghost" square aria-label={t('shell.account')}>
          <span className="grid size-8 place-items-center rounded-full bg-primary-quiet text-xs font-semibold text-on-primary-quiet">
            {initials}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {me ? (
          <div className="px-2.5 py-2">
            <p className="font-semibold text-ink">{me.name}</p>
            <p className="text-xs text-ink-faint">{me.roleName ?? t(`common:role.${me.role}`)}</p>
          </div>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/security">
            <ShieldCheck size={16} aria-hidden="true" />
            {t('security.nav')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() =>
            signOut.mutate(undefined, {
              onSuccess: () => router.replace('/sign-in'),
              onError: (error) => toast({ tone: 'danger', title: problemText(error) }),
            })
          }
        >
          <LogOut size={16} aria-hidden="true" />
          {t('common:action.signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
