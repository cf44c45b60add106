import { type Import, uploadImport } from '@quayside/contract'
import { problemOf } from '../../app/api.ts'
import { Unreachable } from '../../app/problem.ts'

/** `fetch` cannot tell how much of a body has left; files of gigabytes need to be watched. */
export function sendFile(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(uploadImport.method, `/api${uploadImport.path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('x-quayside-csrf', '1')
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onShare(loaded / total)
    request.onerror = () => reject(new Unreachable(request.statusText))
    request.onabort = () => reject(signal.reason)
    request.onload = () => {
      const { status, statusText, responseText } = request
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as Import)
      else problemOf(new Response(responseText, { status, statusText })).then(reject, reject)
    }
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
