import { expect, test } from 'vitest'
import { mailFault } from './mail-fault.ts'

test.each([
  [{ code: 'EDNS', message: 'getaddrinfo ENOTFOUND' }, 'later', 'mailServerUnknown'],
  [{ code: 'EAUTH', responseCode: 535, response: '535 5.7.8 Bad credentials' }, 'later', 'mailNotLetIn'],
  [{ code: 'ETLS', message: 'self-signed certificate' }, 'later', 'mailNotSecure'],
  [{ code: 'ESOCKET', syscall: 'connect', message: 'ECONNREFUSED' }, 'later', 'mailServerAway'],
  [{ code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }, 'later', 'mailServerAway'],
  [{ responseCode: 451, response: '451 4.7.1 Greylisted' }, 'later', 'mailPutOff'],
  [{ responseCode: 550, response: '550 5.1.1 No such user' }, 'refused', 'mailboxUnknown'],
  [{ responseCode: 552, response: '552 Too big' }, 'refused', 'mailTooLarge'],
  [{ responseCode: 554, response: '554 5.3.4 Message size exceeds limit' }, 'refused', 'mailTooLarge'],
  [{ responseCode: 550, response: '550 5.7.1 Not allowed to relay' }, 'refused', 'mailUnwanted'],
  [{ code: 'ESOCKET', message: 'Connection closed unexpectedly' }, 'unsure', 'mailBrokenOff'],
] as const)('%o is to be tried %s, and told as %s in both languages', (error, fault, code) => {
  const judged = mailFault(error)
  expect([judged.fault, judged.reason.code]).toEqual([fault, code])
  expect(judged.reason.zh).toMatch(/\p{Script=Han}/u)
  expect(judged.reason.en).not.toMatch(/\p{Script=Han}/u)
})

test('the words of the server are one short line', () => {
  const { reason } = mailFault({ responseCode: 550, response: `550 no\r\nBcc: all@example.test ${'x'.repeat(500)}` })
  expect(reason.params.answer).toMatch(/^550 no Bcc: all@example\.test x+$/)
  expect(String(reason.params.answer).length).toBeLessThanOrEqual(200)
})
