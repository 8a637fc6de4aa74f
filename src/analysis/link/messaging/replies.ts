import type { Meeting, MetPeer } from '../meeting.js';

const REPLY = /[.:_/-](?:reply|response)$/i;

/** Who publishes under a name and hears `name.reply` from the one that listens waits for an answer: the two events are one call. */
export function answered(meetings: readonly Meeting[]): Meeting[] {
  const events = meetings.filter((meeting) => meeting.kind === 'edge').filter(isEvent);
  const replies = new Set(events.flatMap(({ from, to, name }) => (REPLY.test(name) ? [keyOf(to, from, name.replace(REPLY, ''))] : [])));
  const asked = new Set(events.map(({ from, to, name }) => keyOf(from, to, name)).filter((key) => replies.has(key)));
  return meetings.flatMap((meeting): Meeting[] => {
    if (meeting.kind !== 'edge' || !isEvent(meeting)) return [meeting];
    const { from, to, name } = meeting;
    if (asked.has(keyOf(from, to, name))) return [{ ...meeting, protocol: 'queue-rpc', style: 'sync' }];
    const isAnswer = REPLY.test(name) && asked.has(keyOf(to, from, name.replace(REPLY, '')));
    return isAnswer ? [{ kind: 'settled', from, at: meeting.at }] : [meeting];
  });
}

function isEvent({ protocol, style }: MetPeer): boolean {
  return style === 'async' && (protocol === 'event' || protocol === 'queue' || protocol === 'stream');
}

function keyOf(asker: string, answerer: string, name: string): string {
  return JSON.stringify([asker, answerer, name]);
}
