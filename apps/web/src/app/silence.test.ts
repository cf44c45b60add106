import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchSilence } from './silence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const said: string[] = []
  const watch = watchSilence({ onSilent: () => said.push('silent'), onHeard: () => said.push('heard') })
  return { said, watch }
}

test('a question without an answer is told after a while, and the answer takes it back', () => {
  const { said, watch } = watched()
  const end = watch.asked()
  vi.advanceTimersByTime(5_000)
  expect(said).toEqual([])
  vi.advanceTimersByTime(2_000)
  expect(said).toEqual(['silent'])
  end(true)
  expect(said).toEqual(['silent', 'heard'])
})

test('one slow answer is no silence while others are answered', () => {
  const { said, watch } = watched()
  watch.asked()
  vi.advanceTimersByTime(3_000)
  watch.asked()(true)
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual(['heard'])
})

test('a question given up is neither answered nor waited for', () => {
  const { said, watch } = watched()
  watch.asked()(false)
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual([])
})
