import { smallestE4 } from '@quayside/contract'
import { NumberInput } from '../../ui/number-input.tsx'

interface AmountInputProps {
  id?: string
  label?: string
  /** In ten-thousandths of the unit. */
  valueE4: number | null
  maxE4?: number
  currency: string
  onChange: (valueE4: number | null) => void
}

/** An amount as finance types it: as many decimals as the currency has, red beyond what there is. */
export function AmountInput({ id, label, valueE4, maxE4, currency, onChange }: AmountInputProps) {
  const digits = /^[A-Z]{3}$/.test(currency) ? 4 - Math.log10(smallestE4(currency)) : 2
  return (
    <NumberInput
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className="money-amount"
      value={valueE4 === null ? null : valueE4 / 10_000}
      min={0}
      precision={digits}
      status={maxE4 !== undefined && valueE4 !== null && valueE4 > maxE4 ? 'error' : undefined}
      onChange={(value) => onChange(value === null ? null : Math.round(Number(value) * 10_000))}
    />
  )
}
