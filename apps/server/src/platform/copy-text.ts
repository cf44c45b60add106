const special = /[\\\t\n\r]/
const specials = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const escaped = (text: string) => (special.test(text) ? text.replace(specials, (one) => escapes[one] as string) : text)

/** The rows as COPY's text format takes them: lists as arrays, other objects as JSON, what is absent as null. */
export function copyText(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  let text = ''
  for (const row of rows) {
    for (let at = 0; at < columns.length; at++) {
      if (at > 0) text += '\t'
      text += copyCell(row[columns[at] as string])
    }
    text += '\n'
  }
  return text
}

/** One value as COPY's text format takes it. */
export function copyCell(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? arrayCell(value) : escaped(JSON.stringify(value))
}

function arrayCell(values: readonly unknown[]): string {
  if (typeof values[0] === 'number') return `{${values.join(',')}}`
  return escaped(`{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}
