import { switchLanguage } from '@jowi/i18n/i18next';
import type { Language } from '@jowi/i18n/languages';
import { Segmented } from '@jowi/ui/segmented';
import { Monitor, Moon, Sun, Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { play, setSound } from '../../parts/sound.ts';
import { type Preferences, readPreferences, savePreferences, showTheme } from '../../state/preferences.ts';

const LANGUAGES = [
  { value: 'ru', label: 'RU', ariaLabel: 'Русский' },
  { value: 'uz', label: 'UZ', ariaLabel: 'Oʻzbekcha' },
  { value: 'uz-Cyrl', label: 'ЎЗ', ariaLabel: 'Ўзбекча' },
] as const;

/**
 * Language, theme, sound: of this screen, changed at any moment without losing a line. Under them the till's key, as the
 * back office and `journal:verify` show it.
 */
export function ScreenSettings({ keyFingerprint }: { keyFingerprint: string | null }) {
  const { t, i18n } = useTranslation(['pos', 'common']);
  const [preferences, setPreferences] = useState(readPreferences);

  function change(part: Partial<Preferences>) {
    const next = { ...preferences, ...part };
    setPreferences(next);
    savePreferences(next);
    showTheme(next.theme);
    setSound(next.sound);
    if (part.language) {
      document.documentElement.lang = part.language;
      void switchLanguage(i18n, part.language);
    }
    if (part.sound) play('scan');
  }

  return (
    <div className="flex flex-wrap gap-x-6 gap-y-3">
      <Segmented<Language>
        size="till"
        aria-label={t('common:language.label')}
        value={preferences.language}
        onValueChange={(language) => change({ language })}
        options={LANGUAGES}
      />
      <Segmented
        size="till"
        aria-label={t('common:theme.label')}
        value={preferences.theme}
        onValueChange={(theme) => change({ theme })}
        options={[
          { value: 'light', label: <Sun size={20} />, ariaLabel: t('common:theme.light') },
          { value: 'dark', label: <Moon size={20} />, ariaLabel: t('common:theme.dark') },
          { value: 'system', label: <Monitor size={20} />, ariaLabel: t('common:theme.system') },
        ]}
      />
      <Segmented
        size="till"
        aria-label={t('status.sound')}
        value={preferences.sound ? 'on' : 'off'}
        onValueChange={(sound) => change({ sound: sound === 'on' })}
        options={[
          { value: 'on', label: <Volume2 size={20} />, ariaLabel: t('status.soundOn') },
          { value: 'off', label: <VolumeX size={20} />, ariaLabel: t('status.soundOff') },
        ]}
      />
      {keyFingerprint ? (
        <p className="w-full text-sm text-ink-soft">
          {t('status.key')}: <span className="font-mono text-ink">{inGroups(keyFingerprint)}</span>
        </p>
      ) : null}
    </div>
  );
}

function inGroups(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}
