import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'
import { ApiProblem } from '../../app/problem.ts'

/** Only passkeys need the service's own client: it speaks to the browser's key store. Fetched when a passkey is used. */
const client = createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient()] })

interface Answer {
  error: { status?: number; code?: string; message?: string } | null
}

function refuse({ error }: Answer) {
  if (error)
    throw new ApiProblem({
      status: error.status ?? 400,
      code: error.code ?? 'PASSKEY_FAILED',
      detail: error.message ?? 'The passkey was not accepted.',
    })
}

export async function signInWithPasskey() {
  refuse((await client.signIn.passkey()) as Answer)
}

/** The key store shows the person's own address; the device is the name in the list of passkeys here, given afterwards. */
export async function addPasskey(name: string) {
  const answer = (await client.passkey.addPasskey()) as Answer & { data?: { id: string } | null }
  refuse(answer)
  if (answer.data) refuse((await client.$fetch('/passkey/update-passkey', renaming(answer.data.id, name))) as Answer)
}

const renaming = (id: string, name: string) => ({ method: 'POST' as const, body: { id, name } })
