import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { features } from '../../app/features.ts'

const analyses = Object.values<unknown>(contract).filter(
  (one): one is contract.Analysis => typeof one === 'object' && one !== null && 'tells' in one,
)
const pathOf = (name: string) => (name === 'customer-profitability' ? '/profitability' : `/${name}`)

test('a page of analysis is offered to whoever may see what its answer tells', () => {
  const pages = features.flatMap((feature) => feature.pages)
  const entries = features.flatMap((feature) => feature.nav ?? [])
  for (const [name, { asks }] of Object.entries(contract.usualQuestions)) {
    const analysis = analyses.find((one) => one.name === name) ?? expect.fail(name)
    // What classification measures follows what its reader may see.
    const told = name === 'classification' ? [] : analysis.tells(analysis.read.query.parse(asks))
    const sees = [pages, entries].map((of) => of.find(({ path }) => path === pathOf(name))?.right?.sees ?? [])
    expect({ [name]: sees }).toEqual({ [name]: [told, told] })
  }
})
