import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { FISCAL_DRIVE_ERRORS } from './fiscal-drive-api.errors.ts';
import { DeviceError, type RegisteredReceipt, SimulatedFiscalModule } from './simulated-fiscal-module.ts';

/** Test ids: the real ones start with two letters of a region, ZZ is nobody's. */
export const SIMULATED_FACTORY_ID = '5a5a00000000000000000000000000000001';
export const SIMULATED_TERMINAL_ID = 'ZZ000000000001';

/**
 * What goes wrong with the next calls of `method` (default: registering a receipt):
 * `drop-answer` does the work and cuts the line; `drop-request` cuts without doing it; `late-answer` does the work
 * and answers after `ms`; `late-work` does the work only after `ms`, whether or not anybody still waits;
 * `refuse` answers `code` without doing it; `refuse-after` does it and answers `code`; `garbage` does it and answers
 * nonsense.
 */
const zFault = z.object({
  failNext: z.enum([
    'drop-answer',
    'drop-request',
    'late-answer',
    'late-work',
    'refuse',
    'refuse-after',
    'garbage',
  ]),
  times: z.number().int().positive().default(1),
  code: z.number().int().default(65535),
  ms: z.number().int().nonnegative().default(1_000),
  method: z.string().default('Api.SendSaleReceipt'),
});
const zControl = z.union([
  zFault,
  z.object({
    set: z.object({
      locked: z.enum(['no', 'by-operator', 'forever']).optional(),
      operatorOnline: z.boolean().optional(),
      receiptMemory: z.number().int().optional(),
      shiftMemory: z.number().int().optional(),
    }),
  }),
  z.object({ clearFaults: z.literal(true) }),
]);
export type FiscalSimulatorControl = z.input<typeof zControl>;

export interface FiscalSimulatorOptions {
  /** 0 = any free port. */
  readonly port: number;
  /** SQLite file; kept between starts. */
  readonly dataFile: string;
  readonly factoryId?: string;
  readonly terminalId?: string;
}

export interface FiscalSimulator {
  readonly port: number;
  /** The address of the JSON-RPC service. */
  readonly url: string;
  readonly factoryId: string;
  control(command: FiscalSimulatorControl): void;
  receipts(): RegisteredReceipt[];
  stop(): Promise<void>;
}

const zCall = z.looseObject({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  method: z.string(),
  params: z.looseObject({ FactoryID: z.string().optional() }).default({}),
});

/** A FiscalDriveAPI service with one simulated module, on the loopback. Speaks HTTP 200 whatever happens, as they do. */
export async function startFiscalSimulator(options: FiscalSimulatorOptions): Promise<FiscalSimulator> {
  const factoryId = options.factoryId ?? SIMULATED_FACTORY_ID;
  const module = new SimulatedFiscalModule(options.dataFile, options.terminalId ?? SIMULATED_TERMINAL_ID);
  let faults: z.output<typeof zFault>[] = [];

  const control = (command: FiscalSimulatorControl): void => {
    const parsed = zControl.parse(command);
    if ('failNext' in parsed) faults.push(parsed);
    else if ('set' in parsed) module.change(parsed.set);
    else faults = [];
  };

  const takeFault = (method: string) => {
    const fault = faults.find((f) => f.method === method || f.method === '*');
    if (fault !== undefined) {
      fault.times -= 1;
      faults = faults.filter((f) => f.times > 0);
    }
    return fault;
  };

  async function answerCall(body: string, response: ServerResponse): Promise<void> {
    let call: z.infer<typeof zCall>;
    try {
      call = zCall.parse(JSON.parse(body));
    } catch {
      return sendJson(response, {
        jsonrpc: '2.0',
        id: null,
        error: { code: -32700, message: 'Parse error' },
      });
    }
    const fault = takeFault(call.method);
    if (fault?.failNext === 'drop-request') return void response.destroy();
    if (fault?.failNext === 'late-work') await sleep(fault.ms);
    const envelope = { jsonrpc: '2.0', id: call.id ?? null };
    const worked =
      fault?.failNext === 'refuse' ? refusal(fault.code) : work(module, factoryId, call.method, call.params);
    switch (fault?.failNext) {
      case 'drop-answer':
        return void response.destroy();
      case 'garbage':
        return void response.end('{"jsonrpc":"2.0","resu');
      case 'refuse-after':
        return sendJson(response, { ...envelope, ...refusal(fault.code) });
      case 'late-answer':
        await sleep(fault.ms);
        return sendJson(response, { ...envelope, ...worked });
      default:
        return sendJson(response, { ...envelope, ...worked });
    }
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    const route = `${request.method} ${request.url}`;
    readBody(request).then(
      (body) => {
        if (route === 'POST /rpc/api') return answerCall(body, response);
        if (route === 'GET /control/receipts') return sendJson(response, module.receipts());
        if (route === 'POST /control') {
          try {
            control(JSON.parse(body) as FiscalSimulatorControl);
            return sendJson(response, { ok: true });
          } catch (error) {
            return sendJson(response, { ok: false, error: String(error) }, 400);
          }
        }
        return sendJson(
          response,
          { ok: false, error: 'POST /rpc/api, POST /control, GET /control/receipts' },
          404,
        );
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/rpc/api`,
    factoryId,
    control,
    receipts: () => module.receipts(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          module.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const refusal = (code: number) => ({
  error: { code, message: `ERROR_${FISCAL_DRIVE_ERRORS.get(code)?.name ?? 'UNKNOWN'}` },
});

function work(
  module: SimulatedFiscalModule,
  factoryId: string,
  method: string,
  params: Record<string, unknown>,
) {
  try {
    const known = ['Api.ListFiscalDrives', 'Api.Ping'].includes(method);
    // No such module in any reader.
    if (!known && params.FactoryID !== factoryId) return refusal(65534);
    return { result: dispatch(module, factoryId, method, params) };
  } catch (error) {
    if (error instanceof DeviceError) return { error: { code: error.deviceCode, message: error.message } };
    return refusal(65535);
  }
}

function dispatch(
  module: SimulatedFiscalModule,
  factoryId: string,
  method: string,
  params: Record<string, unknown>,
): unknown {
  const number = Number(params.Number ?? 0);
  switch (method) {
    case 'Api.Ping':
      return { Message: params.Message ?? '' };
    case 'Api.ListFiscalDrives':
      return { FactoryID: [factoryId] };
    case 'Api.GetInfo':
    case 'Api.Status':
      return module.info();
    case 'Api.OpenZReport':
      return module.openShift(String(params.Time ?? ''));
    case 'Api.CloseZReport':
      return module.closeShift(String(params.Time ?? ''));
    case 'Api.GetZReportInfo':
      return module.shiftInfo(number);
    case 'Api.SendSaleReceipt':
      return module.registerSale(params.Receipt);
    case 'Api.GetLastRegisteredReceipt':
      return module.lastReceipt();
    case 'Api.GetUnsentCount':
    case 'Api.GetReceiptCount':
      return { Count: module.unsentCount() };
    case 'Api.ResendUnsent':
      module.resendUnsent();
      return {};
    default:
      throw new DeviceError(-32601, 'METHOD_NOT_FOUND');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
