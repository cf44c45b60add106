import { signOf } from './avatar-sign.ts'

/** A person's sign: the family name in Chinese, initials elsewhere; the shade is always the same for the same name. */
export function Avatar({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <span className="q-avatar" style={{ width: size, height: size, fontSize: size * 0.43 }} aria-hidden="true">
      {signOf(name)}
    </span>
  )
}
