/** What each role may do. Routes name permissions, tokens and keys have roles; `*` is everything. */
export const roles: Readonly<Record<string, readonly string[]>> = {
  reader: ['widgets:read'],
  editor: ['widgets:read', 'widgets:write'],
  admin: ['*'],
};

export function isAllowed(permission: string, held: readonly string[]): boolean {
  return held.some((role) => {
    const permissions = Object.hasOwn(roles, role) ? (roles[role] ?? []) : [];
    return permissions.includes('*') || permissions.includes(permission);
  });
}
