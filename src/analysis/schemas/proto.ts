import protobuf from 'protobufjs';

import type { Problem } from '../../model/deployment.js';
import type { ProtoFile } from '../../model/schema.js';

/** Services and rpcs of a .proto file. */
export function readProto(file: string, text: string): ProtoFile | Problem {
  try {
    const parsed = protobuf.parse(text, { keepCase: true });
    const services = servicesOf(parsed.root).map((service) => ({
      name: service.name,
      line: lineOf(text, new RegExp(`\\bservice\\s+${service.name}\\b`)),
      methods: service.methodsArray.map((method) => ({ name: method.name, line: lineOf(text, new RegExp(`\\brpc\\s+${method.name}\\b`)) })),
    }));
    return { file, package: parsed.package ?? '', services };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { at: { file, line: Number(/line (\d+)/.exec(message)?.[1] ?? 1), column: 1 }, message: `broken proto: ${message}` };
  }
}

function servicesOf(namespace: protobuf.NamespaceBase): protobuf.Service[] {
  return namespace.nestedArray.flatMap((nested) =>
    nested instanceof protobuf.Service ? [nested] : nested instanceof protobuf.Namespace ? servicesOf(nested) : [],
  );
}

function lineOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
