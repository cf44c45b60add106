import { expect, test } from 'vitest'
import { mentionedIn, pieces, withMentions, withoutMarks } from './mentions.ts'

const li = { id: '01a2017f-dfb2-73af-a168-755bebca30d6', name: '李强' }
const liLi = { id: '01a2017f-dfb6-7726-a9fd-0d75d700556a', name: '李强力' }

test('what was typed becomes a mention with the id, the longer name first', () => {
  expect(withMentions('问 @李强力 和 @李强 吧', [li, liLi])).toBe(`问 @[李强力](${liLi.id}) 和 @[李强](${li.id}) 吧`)
})

test('editing shows the name alone, and saving again gives the same text', () => {
  const kept = `@[李强](${li.id}) 请看`
  expect(withoutMarks(kept)).toBe('@李强 请看')
  expect(withMentions(withoutMarks(kept), mentionedIn(kept))).toBe(kept)
})

test('text around mentions keeps its order', () => {
  expect(pieces(`a @[李强](${li.id}) b`)).toEqual([
    { at: 0, text: 'a ' },
    { at: 2, mention: '李强' },
    { at: 2 + `@[李强](${li.id})`.length, text: ' b' },
  ])
  expect(pieces('<b>x</b>')).toEqual([{ at: 0, text: '<b>x</b>' }])
})
