/** A day of the calendar, YYYY-MM-DD. Such days compare as text. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Everywhere the same at one moment: the day in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `expires` is the last day on which something holds. */
export function isExpired({ expires }: { readonly expires?: string | undefined }, day: string): boolean {
  return expires !== undefined && expires < day;
}
