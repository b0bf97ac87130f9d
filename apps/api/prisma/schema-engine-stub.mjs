#!/usr/bin/env node
// Prisma's CLI fetches a schema engine before any command, which a closed network refuses. We only ever
// validate, format and generate, which do not need it. It must fail: an engine that says "fine" would let
// `prisma db push` and `migrate deploy` succeed and do nothing. Migrations are SQL run by dbmate.
console.error('The schema engine is not used here: migrations are plain SQL, see prisma/migrate.ts');
process.exit(1);
