import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { alsoRead } from '../../../warehouse/reads.ts'
import { answerAtOnce } from './answer-at-once.ts'
import { keepAnswer } from './keep-answers.ts'

// However busy the machine is, the first answer was quick.
beforeEach(() => void vi.spyOn(performance, 'now').mockReturnValue(1_000))
afterEach(() => void vi.restoreAllMocks())

/** A warehouse that follows by itself, of which one table is asked; what is asked of it is answered when the test says so. */
function askedWarehouse() {
  const marks = { fact_order: '1', reach: '1' }
  const warehouse = {
    isFollowing: true,
    state: () => ({ marks: { ...marks }, asOf: new Date(0) }),
  } as unknown as Warehouse
  const working: PromiseWithResolvers<string>[] = []
  const work = async () => {
    alsoRead({ tables: new Set(['fact_order']), oldest: null })
    const one = Promise.withResolvers<string>()
    working.push(one)
    return one.promise
  }
  const ask = async () => {
    const { kept, renewing } = await answerAtOnce(warehouse, 'question', work, 0)
    return { told: await kept.answer, renewing }
  }
  return { marks, working, ask }
}

async function knownQuickly() {
  const asked = askedWarehouse()
  const first = asked.ask()
  await Promise.resolve()
  asked.working[0]?.resolve('first')
  expect(await first).toEqual({ told: 'first', renewing: false })
  return asked
}

test('what was quick is worked out anew once its table has moved, and waited for', async () => {
  const { marks, working, ask } = await knownQuickly()
  marks.fact_order = '2'
  const second = ask()
  await Promise.resolve()
  working[1]?.resolve('second')
  expect(await second).toEqual({ told: 'second', renewing: false })
})

test('what was quick and now waits behind others is told as it was, and followed by the new one', async () => {
  const { marks, working, ask } = await knownQuickly()
  marks.fact_order = '2'
  expect(await ask()).toEqual({ told: 'first', renewing: true })
  expect(await ask()).toEqual({ told: 'first', renewing: true })
  expect(working).toHaveLength(2)
  working[1]?.resolve('second')
  await working[1]?.promise
  expect(await ask()).toEqual({ told: 'second', renewing: false })
})

test('nobody who waits is told of a customer who was taken from him meanwhile', async () => {
  const { marks, working, ask } = await knownQuickly()
  marks.fact_order = '2'
  const second = ask()
  await Promise.resolve()
  marks.reach = '2'
  await expect.poll(() => working.length).toBe(3)
  working[1]?.resolve('of before')
  working[2]?.resolve('of now')
  expect(await second).toEqual({ told: 'of now', renewing: false })
})

test('one who waits for what fails is told so, and the next is answered', async () => {
  const { marks, working, ask } = await knownQuickly()
  marks.fact_order = '2'
  const second = ask()
  await Promise.resolve()
  working[1]?.reject(new Error('out of memory'))
  await expect(second).rejects.toThrow('out of memory')
  const third = ask()
  await Promise.resolve()
  working[2]?.resolve('third')
  expect(await third).toEqual({ told: 'third', renewing: false })
})

test('what was made of an older part is worked out anew once the part is too old, though no table has moved since', async () => {
  const marks = { fact_order: '1', reach: '1' }
  const warehouse = {
    isFollowing: true,
    state: () => ({ marks: { ...marks }, asOf: new Date(0) }),
  } as unknown as Warehouse
  let orders = 'no orders yet'
  const countOrders = async () => {
    alsoRead({ tables: new Set(['fact_order']), oldest: null })
    return orders
  }
  const part = () => keepAnswer(warehouse, 'part', countOrders, 120_000)
  const whole = async () => (await answerAtOnce(warehouse, 'whole', part, 0)).kept.answer
  const first = part()
  vi.mocked(performance.now).mockReturnValue(2_000)
  await first
  marks.fact_order = '2'
  orders = 'orders'
  vi.mocked(performance.now).mockReturnValue(10_000)
  expect(await whole()).toBe('no orders yet')
  vi.mocked(performance.now).mockReturnValue(200_000)
  expect(await whole()).toBe('orders')
})
