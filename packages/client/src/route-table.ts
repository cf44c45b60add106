/** What the client must know of an operation at run time: `[name, method, path, flags]`. */
export type CompactRoute = readonly [name: string, method: string, path: string, flags: string]

/** `s` answers with a stream, `v` needs the version, `k` takes an Idempotency-Key, `p` answers in pages. */
export const hasFlag = ([, , , flags]: CompactRoute, flag: 's' | 'v' | 'k' | 'p'): boolean => flags.includes(flag)

interface RouteLike {
  name: string
  method: string
  path: string
  kind: string
  versioned: boolean
  door: unknown
  secretReply?: boolean
  query: { shape: Record<string, unknown> }
  keys?: unknown
}

const isRoute = (value: unknown): value is RouteLike =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'door' in value

/** Every operation that is exported, by itself or as one of the two of an analysis; not those closed to keys. */
export function routeTable(contract: Record<string, unknown>): CompactRoute[] {
  const found = Object.values(contract).flatMap((value): unknown[] =>
    isRoute(value)
      ? [value]
      : typeof value === 'object' && value !== null && 'read' in value && 'file' in value
        ? [value.read, value.file]
        : [],
  )
  return found
    .filter(isRoute)
    .filter(({ keys }) => keys !== 'never')
    .map((route): CompactRoute => [route.name, route.method, route.path, flagsOf(route)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function flagsOf({ kind, versioned, method, door, secretReply, query }: RouteLike): string {
  const takesKey = method === 'POST' && kind === 'json' && door !== 'public' && !secretReply
  const isPaged = method === 'GET' && kind === 'json' && 'cursor' in query.shape
  return `${kind === 'stream' ? 's' : ''}${versioned ? 'v' : ''}${takesKey ? 'k' : ''}${isPaged ? 'p' : ''}`
}
