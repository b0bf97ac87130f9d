import { createServer } from 'node:net';
import { freePort } from '@jowi/testkit/free-port';
import { describe, expect, it } from 'vitest';
import { readPorts, requireFreePorts } from './ports.ts';

describe('readPorts', () => {
  it('takes the usual ports and what the environment says otherwise', () => {
    expect(readPorts({ API_PORT: '4444' })).toMatchObject({ api: 4444, web: 3000, postgres: 54329 });
  });

  it.each(['0', '70000', 'web', '1.5'])('refuses %s', (port) => {
    expect(() => readPorts({ WEB_PORT: port })).toThrow(`WEB_PORT=${port} is not a port`);
  });

  it('refuses one port for two', () => {
    expect(() => readPorts({ WEB_PORT: '4000' })).toThrow('API_PORT and WEB_PORT are both 4000');
  });
});

describe('requireFreePorts', () => {
  it('names the port, who needs it and the way out', async () => {
    const ports = { ...readPorts({}), till: await freePort() };
    await requireFreePorts(ports, ['till']);

    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(ports.till, '127.0.0.1', resolve));
    await expect(requireFreePorts(ports, ['till'])).rejects.toThrow(
      new RegExp(`^Port ${ports.till}, needed by the till, is busy: .* TILL_PORT=`),
    );
    squatter.close();
  });
});
