import { createApp } from './app.factory.ts';
import { loadConfig } from './platform/config/config.ts';

const GRACE_MS = 5_000;
const DEADLINE_MS = 10_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    // Requests under way finish, but nobody may hold us for ever: what was not answered is sent again.
    setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS).unref();
    setTimeout(() => process.exit(1), DEADLINE_MS).unref();
    void app.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await app.listen(config.port, '127.0.0.1');
}

main().catch((error: unknown) => {
  const { code, message } = error as { code?: string; message?: string };
  const text = code === 'EADDRINUSE' ? 'The port in API_PORT is taken by another program' : message;
  console.error(`The API did not start. ${text}`);
  process.exit(1);
});
