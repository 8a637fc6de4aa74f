import type { System, Topic } from '../../model/system.js';

/** A whole name: no variable, no value of the code, no pattern, and nothing that tools publish for themselves. */
function isNamed(topic: string): boolean {
  return /^[\w./:-]+$/.test(topic) && !/dlq|dlx|dead.?letter|retry|reply|response|heartbeat|^\$|^__/i.test(topic);
}

/** Those that are told to whoever wants to know, under a name that is known. */
export function eventsOf({ topics }: System): Topic[] {
  return topics.filter(({ name, isAsked }) => isAsked !== true && isNamed(name));
}

/** Somebody publishes or consumes what cannot be read: then nobody can say that a name has no other end. */
export function isOpenEnded({ services, loose, topics }: System): boolean {
  return (
    services.some(({ analysed, kind }) => !analysed && kind !== 'frontend') ||
    loose.some(({ kind, why }) => kind === 'topic' && why === 'unresolved') ||
    topics.some(({ name }) => /[{}*#>?]/.test(name))
  );
}
