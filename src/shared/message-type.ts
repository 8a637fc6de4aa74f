/** What the part of a message that says what it is about is called. */
const SAYING = /^(?:type|kind|event|name|action|command|cmd|pattern|subject|topic|routingKey)$|(?:event|message)_?(?:type|name)$/i;
/** What code calls a copy of it: `domainEventType`, `orderAction`. */
const COPIED = /(?:Type|Event|EventName|Action|Command)$|_type$/;

/** A field of a message. */
export function saysType(field: string): boolean {
  return SAYING.test(field);
}

/** A name in code that a message's type may have. */
export function mayBeType(name: string): boolean {
  return SAYING.test(name) || COPIED.test(name);
}
