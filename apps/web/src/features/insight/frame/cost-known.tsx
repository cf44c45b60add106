import { Share } from '../../../ui/index.ts'

/** Of how much of the revenue the cost is known: told where it is not all of it, and then never rounded up to all of it. */
export function CostKnown({ value, digits = 1 }: { value: number; digits?: number }) {
  const parts = 100 * 10 ** digits
  return <Share value={Math.floor(value * parts) / parts} digits={digits} />
}
