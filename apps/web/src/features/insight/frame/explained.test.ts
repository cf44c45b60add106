import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Growth } from './explained.tsx'

const shown = (now: number, before: number | null) =>
  renderToStaticMarkup(createElement(Growth, { now, before, than: 'on a year before' }))

test('a growth names what it is against, and nothing at all where there was nothing before', () => {
  expect(shown(126, 100)).toBe('<span class="analysis-up">+26%</span> on a year before')
  expect(shown(95, 100)).toBe('<span class="analysis-down">−5%</span> on a year before')
  expect([shown(100, 0), shown(100, null)]).toEqual(['', ''])
})
