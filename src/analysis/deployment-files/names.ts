/** What is left of a service's name without separators and words that only say that it is one: `orders-svc`, `OrdersService`, `orders`. */
export function bare(name: string): string {
  const plain = name.toLowerCase().replace(/[-_.\s]/g, '');
  return plain.replace(/(micro)?services?$|depl(oyment)?$|^ms/g, '') || name.toLowerCase();
}

/** `shop-orders` ends with the name `orders`: what is released together often has its name in front. */
export function endsWithName(whole: string, name: string): boolean {
  const [long, short] = [whole.toLowerCase(), name.toLowerCase()];
  return long === short || (short !== '' && /[-_./]$/.test(long.slice(0, -short.length)) && long.endsWith(short));
}
