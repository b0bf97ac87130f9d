'use strict';
// Apart from bootstrap.cjs because very old Nodes cannot parse a dynamic import.
import('./main.mjs');
