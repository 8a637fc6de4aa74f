/** What is left of a service's name without separators and words that only say that it is one: `orders-svc`, `OrdersService`, `orders`. */
export function bare(name: string): string {
  const plain = name.toLowerCase().replace(/[-_.\s]/g, '');
  return plain.replace(/(micro)?services?$|depl(oyment)?$|^ms/g, '') || name.toLowerCase();
}
