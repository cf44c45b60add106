import { expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../../../test/harness.ts'
import { befall } from '../../../warehouse/change-for-tests.ts'
import { aBase, now } from '../for-tests.ts'

/** A base in which orders come in before the questions that `comes` names by their count from one. */
async function aBaseInMotion(comes: (question: number) => boolean) {
  const { database, warehouse, boss, close } = await aBase()
  const { engine } = warehouse
  let asked = 0
  const orderComesIn = async () => {
    asked++
    if (!comes(asked)) return
    await befall(database.owner, { what: 'newOrder', which: asked })
    await warehouse.catchUp()
  }
  const moving = {
    ...warehouse,
    engine: {
      ...engine,
      columns: ((...question) => orderComesIn().then(() => engine.columns(...question))) as typeof engine.columns,
    },
  }
  const app = await testApp(database, { as: boss, now, warehouse: moving })
  onTestFinished(async () => {
    await app.close()
    await close()
  })
  const page = () => app.inject({ method: 'GET', url: '/api/analyses/composition' })
  const file = () => app.inject({ method: 'GET', url: '/api/analyses/composition/file?format=csv&locale=en' })
  return { file, page, asked: () => asked }
}

test.each([2, 3, 4, 5])(
  'a file asked while an order comes in before question %i is of one state: it is what is told afterwards',
  async (at) => {
    const { file, asked } = await aBaseInMotion((question) => question === at)
    const told = await file()
    const questions = asked()
    expect(told.statusCode).toBe(200)
    expect(told.body).toBe((await file()).body)
    expect(questions).toBeGreaterThan(at)
  },
)

test.each([2, 3, 4, 5])('so is a page asked while an order comes in before question %i', async (at) => {
  const { page, asked } = await aBaseInMotion((question) => question === at)
  const figures = async () => {
    const { basis, ...told } = (await page()).json()
    return { ...told, lines: basis.lines, accounts: basis.accounts }
  }
  const told = await figures()
  expect(asked()).toBeGreaterThan(at)
  expect(told).toEqual(await figures())
})

test('a file asked while orders come in without end is told all the same', async () => {
  const { file, asked } = await aBaseInMotion(() => true)
  expect((await file()).statusCode).toBe(200)
  expect(asked()).toBeLessThan(40)
})
