import { createServer } from 'node:http';

// K4: what Node itself answers, in a process of its own; as many bytes as the API's no-op.
const body = JSON.stringify({ serverTimeMs: 1_795_400_000_000 });
createServer((_request, response) => {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', body.length);
  response.end(body);
}).listen(Number(process.env.BARE_PORT), '127.0.0.1');
