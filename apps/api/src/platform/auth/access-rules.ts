import type { Permission } from '@jowi/contracts/permissions';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AUDIENCE, type Audience, OPEN_BEFORE_SECOND_FACTOR, PERMISSIONS_NEEDED } from './access.ts';

export interface AccessRule {
  readonly audience: Audience;
  /** All of them; of people only. */
  readonly permissions: readonly Permission[];
  readonly isOpenBeforeSecondFactor: boolean;
}

type Handler = (...args: never[]) => unknown;

/**
 * Which routes are for whom, as their decorators say. A route for people that neither names permissions nor says that
 * it is for every one of them keeps the server from starting: forgetting must not open anything.
 */
@Injectable()
export class AccessRules implements OnModuleInit {
  readonly #rules = new WeakMap<object, AccessRule>();
  readonly #byName = new Map<string, AccessRule>();

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
        const rule = this.#read(handler, metatype);
        if (rule) this.#byName.set(routeName(metatype.name, name), rule);
        else silent.push(`${metatype.name}.${name}`);
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

  /** Of the route that OpenAPI calls so. */
  findByName(operationId: string): AccessRule | undefined {
    return this.#byName.get(operationId);
  }

  #read(handler: Handler, controller: object): AccessRule | null {
    const places = [handler, controller as never];
    const audience = this.reflector.getAllAndOverride<Audience | undefined>(AUDIENCE, places) ?? 'person';
    const permissions = this.reflector.getAllAndOverride<readonly Permission[] | undefined>(
      PERMISSIONS_NEEDED,
      places,
    );
    const isOpenBeforeSecondFactor =
      this.reflector.getAllAndOverride(OPEN_BEFORE_SECOND_FACTOR, places) === true;
    if (audience !== 'person') return { audience, permissions: [], isOpenBeforeSecondFactor };
    return permissions ? { audience, permissions, isOpenBeforeSecondFactor } : null;
  }
}

/** How OpenAPI calls a route. */
export function routeName(controller: string, method: string): string {
  return `${controller}_${method}`;
}
