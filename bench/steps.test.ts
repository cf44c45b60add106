import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const steps = fileURLToPath(new URL('./steps.ts', import.meta.url))

/** A program of its own, since how it ends is what counts. */
function ended(program: string) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { inTime, neverInSilence, rowsOf } from ${JSON.stringify(steps)};${program}`,
    ],
    { encoding: 'utf8' },
  )
  return { status, stderr }
}
const row = `{ what: 'list', measured: '4 ms', comparator: '', ratio: '', budget: '', met: true }`

test('what a step measured is told at once', () => {
  const { status, stderr } = ended(`await rowsOf('list', 60, async () => [${row}]); process.stderr.write('next')`)
  expect(stderr).toBe('list: 4 ms\nnext')
  expect(status).toBe(0)
})

test('a step that hangs is given up by name, those after it are measured, and the bench fails', () => {
  const { status, stderr } = ended(
    `const bench = neverInSilence(); await rowsOf('board', 0.01, () => new Promise(() => {})); await rowsOf('list', 60, async () => [${row}]); bench.ended()`,
  )
  expect(stderr).toBe('board: not measured: board: not done within 0.01 s (missed)\nlist: 4 ms\n')
  expect(status).toBe(1)
})

test.each([
  ['nothing is left to wait for', `await new Promise(() => {})`, 'Ended before everything was measured.'],
  [
    'somebody else’s promise fails',
    `setTimeout(() => Promise.reject(new Error('lost')))`,
    'Failed during “list”: Error: lost',
  ],
  ['a library ends the process', `process.exit(0)`, 'Ended during “list” before everything was measured.'],
])('when %s it says so and ends with 1', (_, then, words) => {
  const work = words.includes('list')
    ? `await inTime('list', 60, async () => { ${then}; await new Promise(() => {}) })`
    : then
  const { status, stderr } = ended(`neverInSilence(); ${work}`)
  expect(stderr).toContain(words)
  expect(status).toBe(1)
})
