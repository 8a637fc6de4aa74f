import type { ClassResidual, Residual } from '../../model/residual.js';

/** Classes named in a value: `@Module({ controllers: [C] })`, `NestFactory.create(AppModule)`. */
export function classesIn(value: Residual, depth = 5): ClassResidual[] {
  if (depth === 0) return [];
  switch (value.k) {
    case 'class':
      return [value];
    case 'array':
      return value.items.flatMap((v) => classesIn(v, depth - 1));
    case 'object':
      return [...value.props.values(), ...value.rest].flatMap((v) => classesIn(v, depth - 1));
    case 'any':
    case 'first':
      return value.of.flatMap((v) => classesIn(v, depth));
    case 'call':
      return value.args.flatMap((v) => classesIn(v, depth - 1));
    default:
      return [];
  }
}
