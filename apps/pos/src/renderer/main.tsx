import './before-anything.ts';
import './styles.css';
import { createI18n } from '@jowi/i18n/i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { App } from './app.tsx';
import { connectToHost } from './host/connect.ts';
import { setSound } from './parts/sound.ts';
import { readPreferences, showTheme } from './state/preferences.ts';
import { TillContext } from './state/till-context.ts';
import { TillStore } from './state/till-store.ts';

const preferences = readPreferences();
showTheme(preferences.theme);
setSound(preferences.sound);
document.documentElement.lang = preferences.language;

const store = new TillStore(connectToHost());
const i18n = await createI18n(preferences.language, ['pos', 'common', 'errors']);
i18n.use(initReactI18next);
initReactI18next.init(i18n);

// A button touched must not keep the focus: the next Enter belongs to the screen, not to the last button pressed.
document.addEventListener('mousedown', (event) => {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
});

const root = document.getElementById('till');
if (!root) throw new Error('the page has no place for the till');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <TillContext value={store}>
        <App />
      </TillContext>
    </I18nextProvider>
  </StrictMode>,
);
