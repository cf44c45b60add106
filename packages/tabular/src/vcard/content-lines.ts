/** One property, value still as bytes (one character each) because its charset may be its own. */
export type ContentLine = { name: string; group: string; params: Params; value: string; line: number }
type Params = Record<string, string[]>

const base64 = /BASE64|ENCODING=B\b/i

/** A photo of 8 MB is skipped, not held. */
const maxValueChars = 1_048_576

/**
 * Joins physical lines into properties: folded lines (RFC 6350 3.2; in 2.1 the blank is kept), soft breaks of
 * quoted-printable, unindented base64 of vCard 2.1. `lines` are bytes as Latin-1 text.
 */
export class ContentLineJoiner {
  private current: { head: string; parts: string[]; length: number; line: number } | null = null
  private line = 0
  private version21 = true
  private readonly onLine: (line: ContentLine) => void

  constructor(onLine: (line: ContentLine) => void) {
    this.onLine = onLine
  }

  push(physical: string): void {
    this.line++
    const { current } = this
    const blankFirst = physical.startsWith(' ') || physical.startsWith('\t')
    if (current && this.wantsMore(current.head, current.parts)) this.append(physical, true)
    else if (current && blankFirst) {
      const keepBlank = this.version21 && !base64.test(current.head)
      this.append(keepBlank ? physical : physical.slice(1), false)
    } else if (current && base64.test(current.head) && physical !== '' && !physical.includes(':')) {
      this.append(physical, false)
    } else {
      this.flush()
      if (physical !== '') this.start(physical)
    }
  }

  flush(): void {
    if (!this.current) return
    const { head, parts, line } = this.current
    this.current = null
    const property = parseHead(head, parts.join(''), line)
    if (!property) return
    if (property.name === 'BEGIN') this.version21 = true
    if (property.name === 'VERSION') this.version21 = property.value.trim() === '2.1'
    this.onLine(property)
  }

  private start(physical: string): void {
    const colon = valueColon(physical)
    const head = colon === -1 ? physical : physical.slice(0, colon)
    const value = colon === -1 ? '' : physical.slice(colon + 1)
    this.current = { head: colon === -1 ? `${head}:` : head, parts: [value], length: value.length, line: this.line }
  }

  private append(physical: string, softBreak: boolean): void {
    const { current } = this
    if (!current) return
    if (softBreak) current.parts.push((current.parts.pop() ?? '').trimEnd().slice(0, -1))
    current.length += physical.length
    if (current.length <= maxValueChars) current.parts.push(physical)
  }

  private wantsMore(head: string, parts: string[]): boolean {
    return /QUOTED-PRINTABLE/i.test(head) && (parts.at(-1) ?? '').trimEnd().endsWith('=')
  }
}

/** The colon before the value; one in a quoted parameter does not count. */
function valueColon(line: string): number {
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line.charCodeAt(i)
    if (char === 34) quoted = !quoted
    else if (char === 58 && !quoted) return i
  }
  return line.indexOf(':')
}

function parseHead(head: string, value: string, line: number): ContentLine | null {
  if (head.endsWith(':')) return null
  const [full = '', ...rest] = head.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const dot = full.indexOf('.')
  const params: Params = {}
  for (const param of rest) addParam(params, param)
  return {
    name: full
      .slice(dot + 1)
      .trim()
      .toUpperCase(),
    group: dot === -1 ? '' : full.slice(0, dot).toLowerCase(),
    params,
    value,
    line,
  }
}

/** vCard 2.1 writes bare values: `TEL;WORK;VOICE`, `NOTE;QUOTED-PRINTABLE`. */
function addParam(params: Params, param: string): void {
  const equals = param.indexOf('=')
  const bare = param.trim().toUpperCase()
  const bareName = /^(QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/.test(bare) ? 'ENCODING' : 'TYPE'
  const name = equals === -1 ? bareName : param.slice(0, equals).trim().toUpperCase()
  const text = equals === -1 ? param : param.slice(equals + 1)
  const values = text
    .replaceAll('"', '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  params[name] = [...(params[name] ?? []), ...values]
}
