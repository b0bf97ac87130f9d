/** A value the host wrote into the page's head. */
export function hostValue(name: 'jowi-token' | 'jowi-nonce'): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}
