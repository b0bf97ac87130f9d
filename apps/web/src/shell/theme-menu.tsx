'use client';

import { Button } from '@jowi/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@jowi/ui/dropdown-menu';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { zThemeChoice } from '../preferences/preferences.ts';
import { usePreferences } from '../preferences/preferences-provider.tsx';

const icons = { light: Sun, dark: Moon, system: Monitor };

export function ThemeMenu({ className }: { className?: string }) {
  const { t } = useTranslation('common');
  const { theme, setTheme } = usePreferences();
  const Icon = icons[theme];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>
        <Button
          variant="ghost"
          square
          className={className}
          aria-label={t('theme.label')}
          title={t('theme.label')}
        >
          <Icon size={20} />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t('theme.label')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(choice) => setTheme(zThemeChoice.parse(choice))}
        >
          {(['light', 'dark', 'system'] as const).map((choice) => (
            <DropdownMenuRadioItem key={choice} value={choice}>
              {t(`theme.${choice}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
