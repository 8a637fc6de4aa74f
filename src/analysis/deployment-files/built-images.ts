import type { ComposeService } from './compose.js';

/** An image that one service builds and tags is what the others run that name it, with a command of their own. */
export function withBuiltImages(services: readonly ComposeService[]): ComposeService[] {
  const builds = new Map(services.flatMap((one) => (one.context !== undefined && one.image !== undefined ? [[one.image, one]] : [])));
  return services.map((service) => {
    const built = service.context === undefined && service.image !== undefined ? builds.get(service.image) : undefined;
    if (!built) return service;
    const { context, dockerfile, target, args } = built;
    return {
      ...service,
      args,
      ...(context !== undefined && { context }),
      ...(dockerfile !== undefined && { dockerfile }),
      ...(target !== undefined && { target }),
    };
  });
}
