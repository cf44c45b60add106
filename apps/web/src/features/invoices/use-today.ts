import { useKit, useNow } from '../../ui/index.ts'

/** Of two days. */
export const laterOf = (a: string, b: string): string => (a < b ? b : a)

/** The company's calendar day, not the reader's. */
export function useToday(): string {
  const { zone } = useKit()
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
}
