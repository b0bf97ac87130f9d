import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { zId } from '@jowi/contracts/scalar';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../platform/config/config.ts';

export const TICKET_COOKIE = '__Host-jowi_registration';
export const TICKET_SECONDS = 24 * 60 * 60;

/** The cookie that says which registration a browser is at: its id, signed, so that nobody else's can be guessed. */
@Injectable()
export class RegistrationTickets {
  readonly #key: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    this.#key = Buffer.from(hkdfSync('sha256', config.authSecret, '', 'jowi registration ticket', 32));
  }

  /** Null without a cookie, and for one that is not ours. */
  read(request: FastifyRequest): string | null {
    const { cookie } = request.headers;
    if (cookie === undefined) return null;
    const [id, mac = ''] = request.server.parseCookie(cookie)[TICKET_COOKIE]?.split('.') ?? [];
    if (!zId.safeParse(id).success) return null;
    const given = Buffer.from(mac, 'base64url');
    const right = this.#sign(id as string);
    return given.length === right.length && timingSafeEqual(given, right) ? (id as string) : null;
  }

  give(reply: FastifyReply, id: string): void {
    const value = `${id}.${this.#sign(id).toString('base64url')}`;
    reply.header(
      'set-cookie',
      `${TICKET_COOKIE}=${value}; Path=/; Max-Age=${TICKET_SECONDS}; HttpOnly; Secure; SameSite=Lax`,
    );
  }

  #sign(id: string): Buffer {
    return createHmac('sha256', this.#key).update(id).digest();
  }
}
