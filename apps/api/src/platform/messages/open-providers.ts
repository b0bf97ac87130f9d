import type { Clock } from '../clock/clock.ts';
import type { MessagesConfig, ProviderName } from '../config/messages.config.ts';
import type { CallbackLinks } from './callbacks/callback-links.ts';
import type { DevMessageRepository } from './dev/dev-message.repository.ts';
import { DevProvider } from './dev/dev-provider.ts';
import { EskizProvider } from './eskiz/eskiz.provider.ts';
import { PlaymobileProvider } from './playmobile/playmobile.provider.ts';
import type { MessageProvider } from './provider.ts';
import type { ProviderTokenRepository } from './provider-token.repository.ts';
import { SmtpProvider } from './smtp/smtp.provider.ts';
import { TelegramProvider } from './telegram/telegram.provider.ts';

export interface ProviderParts {
  readonly config: MessagesConfig;
  readonly clock: Clock;
  readonly devMessages: DevMessageRepository;
  readonly links: CallbackLinks;
  readonly tokens: ProviderTokenRepository;
}

/** In the order of MESSAGE_PROVIDERS; in the demo one that shows messages instead of sending them. */
export function openProviders(parts: ProviderParts): MessageProvider[] {
  const { config, clock, devMessages, links, tokens } = parts;
  if (config.showsMessages) return [new DevProvider(devMessages, clock)];
  const open: Readonly<Record<ProviderName, () => MessageProvider>> = {
    telegram: () => new TelegramProvider({ ...config.telegram, callbackUrl: links.telegram }, clock),
    eskiz: () => new EskizProvider({ ...config.eskiz, callbackUrl: (id) => links.eskiz(id) }, tokens, clock),
    playmobile: () => new PlaymobileProvider(config.playmobile),
    smtp: () => new SmtpProvider(config.smtp),
  };
  return config.providers.map((name) => open[name]());
}
