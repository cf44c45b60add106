import { createRequire } from 'node:module'
import { sortKey } from '@quayside/searchkeys'

export interface Port {
  unlocode: string
  name: string
  country: string
}

interface Listed {
  name: string
  city?: string
  country: string
  alias: string[]
  unlocs: string[]
}

interface Entry extends Port {
  /** Lower case, without marks: name, city and other names. */
  words: string[]
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** From the npm package sea-ports (MIT): some 1,600 sea ports. A code outside it is checked by its form alone. */
const listed = (): Record<string, Listed> => createRequire(import.meta.url)('sea-ports/lib/ports.json')

let entries: Entry[] | undefined

/** Made when a port is first looked for: megabytes that most nodes never need. */
function ports(): Entry[] {
  entries ??= Object.entries(listed()).map(([unlocode, port]) => ({
    unlocode,
    name: port.name,
    country: port.country,
    words: [port.name, port.city ?? '', ...port.alias].map(plain),
  }))
  return entries
}

const most = 20

/** Ports whose code, name or city begins so, then those that hold it; a Chinese name is read as pinyin (宁波 → ningbo). */
export function findPorts(query: string): Port[] {
  const wanted = plain(/\p{Script=Han}/u.test(query) ? sortKey(query).replaceAll(' ', '') : query.trim())
  if (wanted === '') return []
  const worth = ({ unlocode, words }: Entry) => {
    if (unlocode.toLowerCase() === wanted) return 4
    if (words.includes(wanted)) return 3
    if (unlocode.toLowerCase().startsWith(wanted) || words.some((word) => word.startsWith(wanted))) return 2
    return words.some((word) => word.includes(wanted)) ? 1 : 0
  }
  return ports()
    .map((port) => ({ port, worth: worth(port) }))
    .filter((one) => one.worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.port.name < b.port.name ? -1 : 1))
    .slice(0, most)
    .map(({ port }) => ({ unlocode: port.unlocode, name: port.name, country: port.country }))
}
