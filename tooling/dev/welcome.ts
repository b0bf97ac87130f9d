import { type StackOptions, urlOf } from './stack.ts';

/** The few lines after everything serves. */
export async function welcome({ ports }: StackOptions, duration: string): Promise<string> {
  return `
JOWi Shop runs (${duration})
  Back office   ${urlOf(ports.web, 'localhost')}
  Till          ${urlOf(ports.till, 'localhost')}
  Receipts      ${urlOf(ports.printerPictures, 'localhost')}   (what the printer printed)
  API           ${urlOf(ports.api)}/docs

Ctrl-C stops it; data stays in .data, \`npm run demo:reset\` starts over.`;
}
