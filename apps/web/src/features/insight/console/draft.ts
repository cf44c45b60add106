/** What was typed last, for as long as the tab is open: a slip of the finger must not cost a query. */
const place = 'quayside.sql-console'

export function keptDraft(): string {
  try {
    return sessionStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}

export function keepDraft(sql: string): void {
  try {
    sessionStorage.setItem(place, sql)
  } catch {
    // A browser that keeps nothing: the page still has it.
  }
}
