/** Mongoose's and Sequelize's default: lower case, plural. */
export function plural(name: string): string {
  const lower = name.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(lower)) return /ss$|x$|z$|ch$|sh$/.test(lower) ? `${lower}es` : lower;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

/** TypeORM's and MikroORM's default: `OrderLine` → `order_line`. */
export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
