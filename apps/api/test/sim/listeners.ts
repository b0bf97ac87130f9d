/** Who wants to hear that something of a tenant changed. */
export class Listeners {
  readonly #byTenant = new Map<string, Set<() => void>>();

  add(tenantId: string, listener: () => void): () => void {
    const all = this.#byTenant.get(tenantId) ?? new Set();
    this.#byTenant.set(tenantId, all);
    all.add(listener);
    return () => all.delete(listener);
  }

  tell(tenantId: string): void {
    for (const listener of [...(this.#byTenant.get(tenantId) ?? [])]) listener();
  }
}
