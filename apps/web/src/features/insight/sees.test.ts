import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { features } from '../../app/features.ts'
import { toldBy } from './frame/may-export.ts'

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
    const told = name === 'classification' ? [] : toldBy(analysis, asks)
    const sees = [pages, entries].map((of) => of.find(({ path }) => path === pathOf(name))?.right?.sees ?? [])
    expect({ [name]: sees }).toEqual({ [name]: [told, told] })
  }
})

test('of what cannot be asked so nothing is told, and no page breaks', () => {
  expect(toldBy(contract.pivot, { rows: 'service' })).toEqual(['finance'])
  expect(toldBy(contract.pivot, { rows: 'service', measures: 'luck' })).toBeUndefined()
  expect(toldBy(contract.classification, { measure: 'orders' })).toEqual(['behaviour'])
  expect(toldBy(contract.classification, { measure: 'orders', cutA: -1 })).toBeUndefined()
})
