/** What `error` in the address says after a way over the identity provider, by the text that explains it under `provider.`. */
const texts: Readonly<Record<string, string>> = {
  signup_disabled: 'unknownHere',
  account_not_linked: 'unknownHere',
  email_not_verified: 'emailUnsure',
  email_not_found: 'emailUnsure',
  ACCOUNT_DEACTIVATED: 'deactivated',
  access_denied: 'givenUp',
  login_required: 'givenUp',
  state_not_found: 'tooLate',
  state_mismatch: 'tooLate',
  please_restart_the_process: 'tooLate',
}

/** Undefined: nothing went wrong. */
export function providerRefusal(error: unknown): { text: string; code: string } | undefined {
  if (typeof error !== 'string' || error === '') return undefined
  const text = Object.hasOwn(texts, error) ? texts[error] : undefined
  // Anybody may write an address: no more of it is repeated than a code.
  return { text: `provider.${text ?? 'other'}`, code: /^\w{1,60}$/.test(error) ? error : '?' }
}
