import { type DemoLogin, demoLogins } from '@jowi/api/prisma/demo-logins.ts';
import { ROLE_TEMPLATES } from '@jowi/contracts/permissions';
import type { Ports } from './ports.ts';
import { urlOf } from './stack.ts';

/** The few lines after everything serves. */
export function welcome(ports: Ports, duration: string): string {
  const people = demoLogins
    .filter(({ business, phone }) => phone || business === demoLogins[0].business)
    .map((login) => `    ${login.business.padEnd(8)}${login.role.padEnd(14)}${ways(login)}`);
  return `
JOWi Shop runs (${duration})
  Back office   ${urlOf(ports.web, 'localhost')}
  New shop      ${urlOf(ports.web, 'localhost')}/register
  Till          ${urlOf(ports.till, 'localhost')}
  Receipts      ${urlOf(ports.printerPictures, 'localhost')}  (what the printer printed)
  Messages      ${urlOf(ports.web, 'localhost')}/dev/messages  (codes and invitations, instead of SMS)
  API           ${urlOf(ports.api)}/docs
  Demo logins
${people.join('\n')}

Ctrl-C stops it. Data stays in .data; \`npm run demo:reset\` starts over.`;
}

function ways({ business, role, phone, password, pin }: DemoLogin): string {
  const office = phone ? `back office ${phone} / ${password}` : 'no back office';
  // The till that was paired is the first business's: other PINs belong to a till of their own.
  const atTills = ROLE_TEMPLATES[role].permissions.some((it) => it.startsWith('till/'));
  return business === demoLogins[0].business && atTills ? `${office.padEnd(44)}till PIN ${pin}` : office;
}
