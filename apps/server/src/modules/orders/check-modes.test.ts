import { DraftGoods, DraftLine, ServiceKind } from '@quayside/contract'
import { expect, test } from 'vitest'
import { checkModes } from './check-modes.ts'
import type { CheckedPlace } from './checked-order.ts'

interface Draft {
  line?: Partial<DraftLine>
  goods?: object[]
  places?: Pick<CheckedPlace, 'kind' | 'unlocode'>[]
}

function saidOf(services: readonly ServiceKind[], { line = {}, goods = [], places = [] }: Draft = {}): string[] {
  const said: string[] = []
  const lines = services.map((service) => DraftLine.parse({ service, priceE4: 1, ...line }))
  const whole = { places: places as CheckedPlace[], goods: goods.map((one) => DraftGoods.parse(one)) }
  checkModes({ say: (code, path) => said.push(`${code} ${path}`) }, lines, whole)
  return said.sort()
}

test('an order that says nothing more is told what its service needs, and where', () => {
  const overLand = ['needsDestination /lines/0/destination', 'needsOrigin /lines/0/origin', 'noGoods /lines/0']
  const needs: Record<ServiceKind, string[]> = {
    road: overLand,
    rail: overLand,
    express: overLand,
    multimodal: overLand,
    sea: ['needsPortOfDischarge /places', 'needsPortOfLoading /places', 'noGoods /lines/0'],
    air: ['needsAirportOfArrival /places', 'needsAirportOfDeparture /places', 'noGoods /lines/0'],
    warehousing: ['needsWarehouse /places', 'noGoods /lines/0'],
    processing: ['needsQuantity /lines/0/quantity'],
    packaging: ['needsQuantity /lines/0/quantity'],
    customs: ['needsHsCode /goods'],
    goods: [],
    other: [],
  }
  for (const service of ServiceKind.options)
    expect({ [service]: saidOf([service]) }).toEqual({ [service]: needs[service] })
})

test('what a service needs may stand on its line, or with the places and goods of the order', () => {
  const onLine = { line: { origin: 'Shanghai', destination: 'Wuhan', packages: 3 } }
  expect(saidOf(['road', 'rail', 'express', 'multimodal', 'warehousing', 'packaging'], onLine)).toEqual([])
  const goods = [{ description: 'Bolts', weightG: 5, packages: 1, hsCode: '731815', valueE4: 1 }]
  expect(
    saidOf(['road'], {
      goods,
      places: [{ kind: 'pickup' }, { kind: 'delivery' }],
    }),
  ).toEqual([])
  expect(saidOf(['customs', 'processing'], { goods })).toEqual([])
  expect(saidOf(['customs'], { goods: [{ description: 'Bolts' }] })).toEqual([
    'needsGoodsValue /goods/0/valueE4',
    'needsHsCode /goods/0/hsCode',
  ])
})

test('a port or airport without its code is told of; what several lines lack is told once', () => {
  const places = [{ kind: 'portOfLoading', unlocode: 'CNSHA' }, { kind: 'portOfDischarge' }] as const
  expect(saidOf(['sea', 'sea'], { line: { packages: 1 }, places: [...places] })).toEqual([
    'portWithoutCode /places/1/unlocode',
  ])
  expect(saidOf(['air', 'air'], { line: { packages: 1 }, places: [...places] })).toEqual([
    'needsAirportOfArrival /places',
    'needsAirportOfDeparture /places',
  ])
})
