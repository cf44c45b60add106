import { ViewDefinition } from '@quayside/contract'
import { expect, test } from 'vitest'
import { arrange } from '../../../ui/table/columns.ts'
import { columnsOf, placesOf } from './view-columns.ts'

const cell = () => null
const columns = [
  { id: 'name', title: 'Name', cell, fixed: true, width: 240 },
  { id: 'state', title: 'State', cell, width: 100 },
  { id: 'phone', title: 'Phone', cell, width: 126 },
  { id: 'email', title: 'E-mail', cell, width: 180, hidden: true },
]
const shown = (places: Parameters<typeof arrange>[1]) => arrange(columns, places).filter((column) => column.shown)

test('a view gives back the columns it was saved with: which, in what order, how wide', () => {
  const onScreen = shown([
    { id: 'name' },
    { id: 'email', width: 201.4 },
    { id: 'state' },
    { id: 'phone', hidden: true },
  ])
  const saved = columnsOf(onScreen)
  expect(saved).toEqual([
    { field: 'name', width: 240 },
    { field: 'email', width: 201 },
    { field: 'state', width: 100 },
  ])
  expect(shown(placesOf(saved, columns)).map((column) => column.id)).toEqual(['name', 'email', 'state'])
})

test('a column pulled wider than a view can remember is still saved', () => {
  const saved = columnsOf(shown([{ id: 'state', width: 5000 }]))
  expect(ViewDefinition.safeParse({ columns: saved }).success).toBe(true)
})

test('a view of columns that are gone or not for this reader shows the others', () => {
  const saved = [{ field: 'custom.gone' }, { field: 'amount', width: 118 }, { field: 'phone' }]
  expect(shown(placesOf(saved, columns)).map((column) => column.id)).toEqual(['name', 'phone'])
})
