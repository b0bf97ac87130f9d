import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';

/** Adds to the route's configuration for Fastify's hooks; several on one route stand beside each other. */
export function AddRouteConfig(config: object): MethodDecorator {
  return (_target, _key, descriptor) => {
    const method = descriptor.value as object;
    const before = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, method) ?? {}) as object;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...before, ...config }, method);
  };
}
