import { useKit } from './kit-context.tsx'
import { moneyText, numberText, shortMoneyText } from './money-text.ts'

interface MoneyProps {
  /** Ten-thousandths of the currency unit; null: not known. */
  amountE4: number | null | undefined
  currency?: string | null
  /** Rounded for reading; exact on hover. */
  short?: boolean
}

export function Money({ amountE4, currency, short }: MoneyProps) {
  const kit = useKit()
  if (amountE4 === null || amountE4 === undefined) return <span className="q-muted">–</span>
  const unit = currency ?? kit.currency
  const exact = moneyText(amountE4, unit, kit.locale)
  return (
    <span className={amountE4 < 0 ? 'q-money q-money-negative' : 'q-money'} title={short ? exact : undefined}>
      {short ? shortMoneyText(amountE4, unit, kit.locale) : exact}
    </span>
  )
}

/** A count or another figure in the reader's writing. */
export function Figure({ value, digits = 0 }: { value: number | null | undefined; digits?: number }) {
  const { locale } = useKit()
  if (value === null || value === undefined) return <span className="q-muted">–</span>
  return <span>{numberText(value, locale, 'decimal', digits)}</span>
}

/** A share between 0 and 1 as a percentage. */
export function Share({ value, digits = 1 }: { value: number | null | undefined; digits?: number }) {
  const { locale } = useKit()
  if (value === null || value === undefined) return <span className="q-muted">–</span>
  return <span>{numberText(value, locale, 'percent', digits)}</span>
}
