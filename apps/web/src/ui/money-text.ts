import type { Locale } from '@quayside/contract'

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: Locale, currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}/${currency}/${options.notation}/${options.maximumFractionDigits}`
  const found =
    formats.get(key) ??
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options })
  formats.set(key, found)
  return found
}

/** `amountE4` is in ten-thousandths of the unit. All decimals the amount really has are kept, at least two. */
export function moneyText(amountE4: number, currency: string, locale: Locale): string {
  const exact = amountE4 % 100 === 0 ? 2 : 4
  return formatOf(locale, currency, { minimumFractionDigits: 2, maximumFractionDigits: exact }).format(
    amountE4 / 10_000,
  )
}

/** For tiles and axes: ¥1.2万, $12.3K; whole units below ten thousand. */
export function shortMoneyText(amountE4: number, currency: string, locale: Locale): string {
  const small = Math.abs(amountE4) < 10_000 * 10_000
  return formatOf(
    locale,
    currency,
    small ? { maximumFractionDigits: 0 } : { notation: 'compact', maximumFractionDigits: 1 },
  ).format(amountE4 / 10_000)
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** With so many decimals. Making a format costs a hundred times what using one does: they are kept. */
export function numberText(value: number, locale: Locale, style: 'decimal' | 'percent', digits: number): string {
  const key = `${locale}/${style}/${digits}`
  const found =
    numberFormats.get(key) ??
    new Intl.NumberFormat(locale, { style, maximumFractionDigits: digits, minimumFractionDigits: digits })
  numberFormats.set(key, found)
  return found.format(value)
}
