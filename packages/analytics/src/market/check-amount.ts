export function checkAmount(name: string, amount: number): void {
  if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`${name} must be finite and ≥ 0, got ${amount}.`)
}
