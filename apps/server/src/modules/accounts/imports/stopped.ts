/** The person pressed stop: what is in stays in. */
export class CancelledByPerson extends Error {
  override readonly name = 'CancelledByPerson'
}

/** Another worker has taken the batch over, or it is done: nothing more to do here. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}
