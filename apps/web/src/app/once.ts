/** A key for `call(…, { once })`. `crypto.randomUUID` exists on https only, and a company may run this on its own network without. */
export function onceKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
