import type { Issue } from '../issue.ts'

export type VCardPhone = { number: string; types: string[] }
export type VCardEmail = { address: string; types: string[] }
export type VCardAddress = {
  poBox: string
  extended: string
  street: string
  city: string
  region: string
  postcode: string
  country: string
  types: string[]
}

/** Types are lower case: `work`, `home`, `cell`, `fax`, `pref`, or the label the person gave. */
export type VCard = {
  version: string
  fn: string
  family: string
  given: string
  org: string
  department: string
  title: string
  emails: VCardEmail[]
  phones: VCardPhone[]
  addresses: VCardAddress[]
  url: string
  /** As written, `19960415` as `1996-04-15`. */
  birthday: string
  note: string
  /** Cards of assistants nested by AGENT. */
  agents: VCard[]
  /** 1-based line of its BEGIN. */
  line: number
  issues: Issue[]
}

export function emptyVCard(line: number): VCard {
  return {
    version: '',
    fn: '',
    family: '',
    given: '',
    org: '',
    department: '',
    title: '',
    emails: [],
    phones: [],
    addresses: [],
    url: '',
    birthday: '',
    note: '',
    agents: [],
    line,
    issues: [],
  }
}
