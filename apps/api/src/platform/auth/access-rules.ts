import type { Permission } from '@jowi/contracts/permissions';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AUDIENCE, type Audience, PERMISSIONS_NEEDED } from './access.ts';

export interface AccessRule {
  readonly audience: Audience;
  /** All of them; of people only. */
  readonly permissions: readonly Permission[];
}

type Handler = (...args: never[]) => unknown;

/**
 * Which routes are for whom, as their decorators say. A route for people that neither names permissions nor says that
 * it is for every one of them keeps the server from starting: forgetting must not open anything.
 */
@Injectable()
export class AccessRules implements OnModuleInit {
  readonly #rules = new WeakMap<object, AccessRule>();

  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws Error naming the routes that do not say who may call them */
  onModuleInit(): void {
    const silent: string[] = [];
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name] as Handler;
        if (!Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        if (!this.#read(handler, metatype)) silent.push(`${metatype.name}.${name}`);
      }
    }
    if (silent.length > 0)
      throw new Error(
        `These routes do not say who may call them (@Requires, @AnySignedIn): ${silent.join(', ')}`,
      );
  }

  /** @throws TypeError for a route that says nothing */
  get(handler: Handler, controller: object): AccessRule {
    let rule = this.#rules.get(handler);
    if (!rule) {
      const read = this.#read(handler, controller);
      if (!read) throw new TypeError('A route does not say who may call it');
      rule = read;
      this.#rules.set(handler, rule);
    }
    return rule;
  }

  #read(handler: Handler, controller: object): AccessRule | null {
    const places = [handler, controller as never];
    const audience = this.reflector.getAllAndOverride<Audience | undefined>(AUDIENCE, places) ?? 'person';
    const permissions = this.reflector.getAllAndOverride<readonly Permission[] | undefined>(
      PERMISSIONS_NEEDED,
      places,
    );
    if (audience !== 'person') return { audience, permissions: [] };
    return permissions ? { audience, permissions } : null;
  }
}
