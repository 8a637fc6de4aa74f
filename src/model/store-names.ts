interface StoreNames {
  readonly id: string;
  readonly host?: string | undefined;
  readonly database?: string | undefined;
}

/** People name a datastore by its database, its host (the compose key) or its address. */
export function namesStore(name: string, store: StoreNames): boolean {
  const wanted = plain(name);
  return [store.id, store.database, store.host].some((known) => known !== undefined && plain(known) === wanted);
}

/** `orders-db`, `orders_db` and `OrdersDB` are one name. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[-_. ]/g, '');
}
