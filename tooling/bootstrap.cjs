// The first file of `npm start` and `npm test`. It has to parse on any Node there ever was, so that an old
// one is answered with a sentence instead of a syntax error: no modern syntax here.
'use strict';
var found = process.versions.node;
var needed = 'JOWi Shop needs Node 20 or newer to set itself up: https://nodejs.org';
if (parseInt(found, 10) < 20) {
  console.error('Node ' + found + ' is too old. ' + needed);
  process.exit(1);
}
require('./bootstrap/load.cjs');
